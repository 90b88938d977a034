import { say } from '../../domain/text/index.ts';
import type { Command } from './command.ts';

/** Opens a signed case as a new version, for a stated reason. The signed one is kept. */
export const amend = (reason: string): Command => ({
  id: 'case.amend',
  undo: 'never',
  onSigned: 'allowed',
  reason,
  summary: ({ version, signature }) =>
    say('audit.case.amend', { version, by: signature?.by ?? '', at: signature?.at ?? '' }),
  apply: (draft, actor) => {
    const { signature, version } = draft;
    if (!signature) return;
    draft.earlier.push({ version, signature, amended: { ...actor, reason } });
    draft.version = version + 1;
    draft.signature = null;
  },
});
