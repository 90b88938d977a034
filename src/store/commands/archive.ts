import { say } from '../../domain/text/index.ts';
import type { Command } from './command.ts';

/** Puts the case into the archive or takes it out; its content stays as it is. */
export const setArchived = (archived: boolean): Command => ({
  id: 'case.archive',
  undo: 'never',
  onSigned: 'allowed',
  summary: () => say(archived ? 'audit.case.archive' : 'audit.case.unarchive'),
  apply: (draft, { at }) => {
    if ((draft.archivedAt !== null) !== archived) draft.archivedAt = archived ? at : null;
  },
});
