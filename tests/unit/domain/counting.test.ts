import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TallyKey } from '../../../src/domain/case.ts';
import { readCase } from '../../../src/domain/caseReading.ts';
import { countProgress, stopAdvice } from '../../../src/domain/counting.ts';
import { LABELS, tallyCells } from '../../../src/domain/differential.ts';
import { manualTotal, withManual } from '../../../src/domain/manualTally.ts';
import { type Counts, caseOf } from './cells.ts';

const adviceOf = (counts: Counts, settings: Parameters<typeof caseOf>[1] = {}) => {
  const document = caseOf(counts, settings);
  const { tally, call } = readCase(document);
  return stopAdvice(call, countProgress(tally, document));
};

describe('counting on', () => {
  it.each([
    [{}, 'none'],
    [{ LBL: 150, SEG: 50 }, 'settled'],
    [{ SEG: 200 }, 'settled'],
    [{ LBL: 50, SEG: 10 }, 'settled-early'],
    [{ LBL: 50, SEG: 150 }, 'more'],
    [{ LBL: 40, SEG: 160 }, 'never'],
  ] as const)('%o: %s', (counts, advice) => {
    expect(adviceOf(counts)).toBe(advice);
  });

  it('is no help where only the lineage of blasts decides', () => {
    expect(adviceOf({ BLAST: 100, SEG: 100 }, { blastReading: 'unresolved' })).toBe('lineage');
  });

  it('is none of lineage where the open cells leave the count on its side of the threshold', () => {
    // 20.1 to 20.2 %: both above, and too near for any affordable number of cells.
    const counts = { LBL: 201, BLAST: 1, SEG: 798 };
    expect(adviceOf(counts, { blastReading: 'unresolved' })).toBe('never');
  });

  it('has reached its target at the target', () => {
    const at = (SEG: number) => {
      const document = caseOf({ SEG });
      return countProgress(readCase(document).tally, document).reached;
    };
    expect([at(199), at(200)]).toEqual([false, true]);
  });
});

const counts = fc
  .array(fc.tuple(fc.constantFrom<TallyKey>(...LABELS, 'uncountable'), fc.nat(60)))
  .map((entries) => Object.fromEntries(entries) as Partial<Record<TallyKey, number>>);

describe('the count by hand', () => {
  it('is added exactly, or not at all', () => {
    fc.assert(
      fc.property(counts, counts, (automatic, manual) => {
        const document = caseOf(automatic);
        const before = tallyCells(document.fields);
        expect(withManual(before, { counts: manual, merged: false })).toEqual(before);
        const after = withManual(before, { counts: manual, merged: true });
        for (const label of LABELS)
          expect(after.byLabel.get(label)).toBe((automatic[label] ?? 0) + (manual[label] ?? 0));
        expect(after.counted - before.counted).toBe(manualTotal({ counts: manual, merged: true }));
        expect(after.uncountable - before.uncountable).toBe(manual.uncountable ?? 0);
        expect(after.notIcsh - before.notIcsh).toBe((manual.NB ?? 0) + (manual.PMK ?? 0));
        expect(after.unnamed).toBe(before.unnamed);
      }),
      { numRuns: 60 },
    );
  });
});
