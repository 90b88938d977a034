import type { Estimate } from '../metrics/blandAltman.ts';
import type { AgreementPoint, SubjectAgreement } from './agreement.ts';

/** What a Bland–Altman chart shows, and how far its axes reach, on a screen and in print alike. */

export interface AgreementDot {
  readonly point: AgreementPoint;
  /** Of both measurements, per cent. */
  readonly mean: number;
  /** Pipeline less truth, percentage points. */
  readonly difference: number;
}

export interface AgreementLine extends Estimate {
  readonly part: 'upper' | 'bias' | 'lower';
}

export interface AgreementScale {
  readonly dots: readonly AgreementDot[];
  /** Bias and limits from above; none with too few patients. */
  readonly lines: readonly AgreementLine[];
  /** Percentage points up and down from zero. */
  readonly reach: number;
  readonly differences: readonly number[];
  /** The last mean, per cent. */
  readonly across: number;
  readonly means: readonly number[];
}

/** A round step that parts a span into four or five. */
function stepOf(span: number): number {
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) as number;
}

const ticks = (low: number, high: number, step: number): number[] =>
  Array.from({ length: Math.floor((high - low) / step + 1e-9) + 1 }, (_, i) =>
    Number((low + i * step).toFixed(2)),
  );

/** Everything fits: dots, lines and the intervals of the lines. */
export function agreementScale({ points, figures }: SubjectAgreement): AgreementScale {
  const dots = points.map(
    (point): AgreementDot => ({
      point,
      mean: (point.reference + point.measured) / 2,
      difference: point.measured - point.reference,
    }),
  );
  const lines: readonly AgreementLine[] = figures
    ? [
        { part: 'upper', ...figures.upperLimit },
        { part: 'bias', ...figures.bias },
        { part: 'lower', ...figures.lowerLimit },
      ]
    : [];
  const farthest = Math.max(
    2,
    ...dots.map(({ difference }) => Math.abs(difference)),
    ...lines.flatMap(({ value, interval }) => [value, interval.low, interval.high].map(Math.abs)),
  );
  const step = stepOf(2 * farthest);
  const reach = Math.ceil(farthest / step) * step;
  const across = Math.max(5, Math.ceil(Math.max(...dots.map(({ mean }) => mean), 0) / 5) * 5);
  return {
    dots,
    lines,
    reach,
    differences: ticks(-reach, reach, step),
    across,
    means: ticks(0, across, stepOf(across)),
  };
}

/**
 * The subjects that a report draws: those of which truth and pipeline hold most. Of two with the same
 * points, as a lineage of one class, the first.
 */
export function mostFrequent(
  agreement: readonly SubjectAgreement[],
  count: number,
): SubjectAgreement[] {
  const share = ({ points }: SubjectAgreement) =>
    points.reduce((sum, { reference, measured }) => sum + reference + measured, 0) / points.length;
  const drawn = new Set<string>();
  const isNew = ({ points }: SubjectAgreement) => {
    const key = JSON.stringify(points.map(({ reference, measured }) => [reference, measured]));
    return drawn.has(key) ? false : drawn.add(key);
  };
  return agreement
    .filter((of) => of.figures !== null && isNew(of))
    .sort((a, b) => share(b) - share(a))
    .slice(0, count);
}
