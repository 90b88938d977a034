import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../../src/domain/caseSummary.ts';
import { type Listing, listCases } from '../../../src/features/cases/listing.ts';
import type { CaseEntry } from '../../../src/store/services.ts';
import { caseOf } from '../store/support.ts';

const entry = (id: string, change: Partial<CaseEntry> = {}): CaseEntry => ({
  ...summaryOf(caseOf([], id)),
  unreadable: null,
  name: id,
  ...change,
});
const described = (part: 'site' | 'stain' | 'collectedOn', value: string) => ({
  description: { specimen: '', site: '', stain: '', collectedOn: '', [part]: value },
});
const ids = (cases: readonly CaseEntry[], listing: Partial<Listing> = {}) =>
  listCases(cases, {
    search: '',
    sort: 'updated',
    state: 'any',
    archived: false,
    ...listing,
  }).map(({ id }) => id);

describe('listCases', () => {
  it('finds every word in the name or the description, whatever its case', () => {
    const cases = [
      entry('AML 17', described('site', 'Posterior iliac crest')),
      entry('AML 18', described('site', 'Sternum')),
      entry('ALL 17', described('site', 'Sternum')),
    ];
    expect(ids(cases, { search: 'aml STERNUM' })).toEqual(['AML 18']);
    expect(ids(cases, { search: '17' }).sort()).toEqual(['ALL 17', 'AML 17']);
    expect(ids(cases, { search: 'nothing' })).toEqual([]);
  });

  it('sorts names as people count, dates newest first, states as work goes', () => {
    const cases = [
      entry('Case 10', { ...described('collectedOn', '2026-01-01'), state: 'signed' }),
      entry('Case 9', { state: 'new' }),
      entry('Case 11', { ...described('collectedOn', '2026-03-01'), state: 'in-review' }),
    ];
    expect(ids(cases, { sort: 'name' })).toEqual(['Case 9', 'Case 10', 'Case 11']);
    expect(ids(cases, { sort: 'collected' })).toEqual(['Case 11', 'Case 10', 'Case 9']);
    expect(ids(cases, { sort: 'state' })).toEqual(['Case 9', 'Case 11', 'Case 10']);
  });

  it('keeps the archive apart, and filters by state', () => {
    const cases = [
      entry('a', { archivedAt: '2026-01-01T00:00:00.000Z' }),
      entry('b', { state: 'analysed' }),
      entry('c'),
    ];
    expect(ids(cases)).toEqual(['b', 'c']);
    expect(ids(cases, { archived: true })).toEqual(['a']);
    expect(ids(cases, { state: 'analysed' })).toEqual(['b']);
  });

  it('lists what cannot be read, under any state only', () => {
    const cases = [entry('x', { unreadable: { text: 'damaged' } })];
    expect(ids(cases)).toEqual(['x']);
    expect(ids(cases, { state: 'new' })).toEqual([]);
  });
});
