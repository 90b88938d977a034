import type { Target } from '../store/start.ts';
import { VIEWS, type View } from '../store/state.ts';

/** The place in the address: `#/cases`, or `#/case/<id>/<view>`. */

const isCaseView = (word: string | undefined): word is Exclude<View, 'cases'> =>
  word !== 'cases' && VIEWS.some((view) => view === word);

/** Where a hash leads; null where it names no place. */
export function targetOf(hash: string): Target | null {
  const [word, id, view] = hash.replace(/^#\/?/, '').split('/');
  if (word === 'cases') return { view: 'cases' };
  if (word !== 'case' || !id) return null;
  try {
    return { caseId: decodeURIComponent(id), view: isCaseView(view) ? view : 'field' };
  } catch {
    return null;
  }
}

/** The hash of a place. */
export const hashOf = (target: Target): string =>
  target.view === 'cases'
    ? '#/cases'
    : `#/case/${encodeURIComponent(target.caseId)}/${target.view}`;
