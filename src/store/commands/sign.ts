import { say } from '../../domain/text/index.ts';
import type { Command } from './command.ts';

/**
 * Signs the case as it stands. A signed case refuses every change but an amendment.
 * @param contentHash sha256 of the signed content, hex (see `contentHash`).
 */
export const sign = (contentHash: string): Command => ({
  id: 'case.sign',
  undo: 'never',
  onSigned: 'refused',
  summary: ({ version }) => say('audit.case.sign', { version, hash: contentHash }),
  apply: (draft, actor) => {
    draft.signature = { ...actor, contentHash };
  },
});
