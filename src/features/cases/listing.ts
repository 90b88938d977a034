import type { CaseState } from '../../domain/caseSummary.ts';
import { CASE_STATES } from '../../domain/caseSummary.ts';
import type { CaseEntry } from '../../store/services.ts';

export const SORTS = ['updated', 'name', 'collected', 'state'] as const;
export type Sort = (typeof SORTS)[number];

export const PLACES = ['active', 'archived', 'trash'] as const;
export type Place = (typeof PLACES)[number];

export interface Listing {
  readonly search: string;
  readonly sort: Sort;
  readonly state: CaseState | 'any';
  readonly archived: boolean;
}

const normal = (text: string): string => text.normalize('NFKC').toLocaleLowerCase();

const wordsOf = ({ name, description }: CaseEntry): string =>
  normal([name, ...Object.values(description)].join('\n'));

const COMPARE: Readonly<Record<Sort, (a: CaseEntry, b: CaseEntry) => number>> = {
  updated: (a, b) => b.updatedAt.localeCompare(a.updatedAt),
  name: (a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }),
  // The newest smear first; cases without a date last.
  collected: (a, b) => b.description.collectedOn.localeCompare(a.description.collectedOn),
  state: (a, b) => CASE_STATES.indexOf(a.state) - CASE_STATES.indexOf(b.state),
};

/**
 * The cases that the list shows, in its order: every word of the search stands in the name or the
 * description. A case that cannot be read has no state and is listed under any.
 */
export function listCases(
  cases: readonly CaseEntry[],
  { search, sort, state, archived }: Listing,
): readonly CaseEntry[] {
  const words = normal(search).split(/\s+/).filter(Boolean);
  return cases
    .filter((entry) => (entry.archivedAt !== null) === archived)
    .filter((entry) => state === 'any' || (entry.unreadable === null && entry.state === state))
    .filter((entry) => {
      const text = wordsOf(entry);
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => COMPARE[sort](a, b) || COMPARE.updated(a, b) || a.id.localeCompare(b.id));
}
