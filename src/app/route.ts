import type { Target } from '../store/start.ts';
import { CASE_VIEWS, type CaseView } from '../store/state.ts';

/** The place in the address: `#/cases`, `#/validation`, or `#/case/<id>/<view>`. */

const caseViewOf = (word: string | undefined): CaseView =>
  CASE_VIEWS.find((view) => view === word) ?? 'field';

/** Where a hash leads; null where it names no place. */
export function targetOf(hash: string): Target | null {
  const [word, id, view] = hash.replace(/^#\/?/, '').split('/');
  if (word === 'cases' || word === 'validation') return { view: word };
  if (word !== 'case' || !id) return null;
  try {
    return { caseId: decodeURIComponent(id), view: caseViewOf(view) };
  } catch {
    return null;
  }
}

/** The hash of a place. */
export const hashOf = (target: Target): string =>
  'caseId' in target
    ? `#/case/${encodeURIComponent(target.caseId)}/${target.view}`
    : `#/${target.view}`;
