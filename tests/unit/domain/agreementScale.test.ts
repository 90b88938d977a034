import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  AgreementSubject,
  SubjectAgreement,
} from '../../../src/domain/evaluation/agreement.ts';
import { agreementScale, mostFrequent } from '../../../src/domain/evaluation/agreementScale.ts';
import { blandAltman } from '../../../src/domain/metrics/blandAltman.ts';

type Pair = readonly [reference: number, measured: number];

function agreementOf(subject: AgreementSubject, pairs: readonly Pair[]): SubjectAgreement {
  const points = pairs.map(([reference, measured], i) => ({
    caseId: `${i}`,
    name: `Patient ${i}`,
    reference,
    measured,
    cells: [100, 100] as const,
  }));
  return { subject, points, figures: blandAltman(points) };
}

const percent = fc.double({ min: 0, max: 100, noNaN: true });

describe('the scale of a Bland–Altman chart', () => {
  it('holds every dot, line and interval, with few round ticks', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(percent, percent), { maxLength: 12 }), (pairs) => {
        const { dots, lines, reach, across, differences, means } = agreementScale(
          agreementOf('LYM', pairs),
        );
        expect(dots).toHaveLength(pairs.length);
        expect(lines).toHaveLength(pairs.length < 3 ? 0 : 3);
        for (const { mean, difference } of dots) {
          expect(mean).toBeLessThanOrEqual(across);
          expect(Math.abs(difference)).toBeLessThanOrEqual(reach);
        }
        for (const { interval } of lines) {
          expect(interval.high).toBeLessThanOrEqual(reach);
          expect(interval.low).toBeGreaterThanOrEqual(-reach);
        }
        expect(differences[0]).toBe(-reach);
        expect(differences).toContain(0);
        expect(means[0]).toBe(0);
        for (const ticks of [differences, means]) {
          expect(ticks.length).toBeGreaterThan(2);
          expect(ticks.length).toBeLessThan(9);
        }
      }),
    );
  });
});

describe('the subjects that a report draws', () => {
  const pairs = (share: number): Pair[] => [
    [share, share + 1],
    [share + 2, share],
    [share, share + 3],
  ];

  it('are the most frequent; a lineage with the points of its only class stands once', () => {
    const [rare, frequent, between] = [
      agreementOf('EOS', pairs(1)),
      agreementOf('LYM', pairs(40)),
      agreementOf('MON', pairs(9)),
    ];
    const lineage = agreementOf('lineage:monocytic', pairs(9));
    const few = agreementOf('LBL', pairs(80).slice(0, 2));
    const all = [rare, frequent, between, lineage, few];
    expect(mostFrequent(all, 5).map(({ subject }) => subject)).toEqual(['LYM', 'MON', 'EOS']);
    expect(mostFrequent(all, 1)).toEqual([frequent]);
  });
});
