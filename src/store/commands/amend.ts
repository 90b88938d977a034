import type { Command } from './command.ts';

/** Opens a signed case for changes again, for a stated reason. The signature stays in the audit trail. */
export const amend = (reason: string): Command => ({
  id: 'case.amend',
  undo: 'never',
  onSigned: 'allowed',
  summary: (before) =>
    `Amended: ${reason}${before.signature ? ` (was signed by ${before.signature.by} at ${before.signature.at})` : ''}`,
  apply: (draft) => {
    draft.signature = null;
  },
});
