import type { FieldSampling } from '../../domain/fieldReading.ts';
import type { Recognition } from '../../domain/inference/adjustment.ts';
import { MOST_CELLS, type Sampling, type ShareRange } from '../../domain/ruleSimulation.ts';

/** What the page works out, as its form holds it: numbers may be half typed. */
export interface SamplingDraft {
  readonly fields: string;
  readonly cells: string;
  readonly correlation: string;
  /** Per cent. */
  readonly sensitivity: string;
  readonly specificity: string;
  readonly diseasedLow: string;
  readonly diseasedHigh: string;
  readonly othersLow: string;
  readonly othersHigh: string;
}

/** What somebody typed over the numbers that the page begins with. */
export type TypedSampling = Partial<SamplingDraft>;

/** The paper's patients: about five fields with 14 countable cells in each. */
const PAPER = { fields: 5, cells: 14 };

const rounded = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

/**
 * Where the page begins under a rule: the numbers of a case, else the paper's; confusion where it is
 * known, else none.
 */
export function draftOf(
  sampling: FieldSampling | null,
  recognition: Recognition | null,
  thresholdPercent: number,
): SamplingDraft {
  const own = sampling && sampling.cells > 0 ? sampling : null;
  const share = (of: { right: number; total: number } | undefined) =>
    of && of.total > 0 ? rounded((100 * of.right) / of.total, 1) : '100';
  return {
    fields: String(own?.fields ?? PAPER.fields),
    cells: String(own ? Math.max(1, Math.round(own.cells / own.fields)) : PAPER.cells),
    correlation: rounded(Math.min(0.99, Math.max(0, own?.correlation ?? 0)), 3),
    sensitivity: share(recognition?.sensitivity),
    specificity: share(recognition?.specificity),
    diseasedLow: String(thresholdPercent),
    diseasedHigh: '100',
    othersLow: '0',
    othersHigh: '5',
  };
}

interface Simulation {
  readonly sampling: Sampling;
  readonly diseased: ShareRange;
  readonly others: ShareRange;
}

/** The draft as numbers; null where one is missing or out of range. */
export function simulationOf(draft: SamplingDraft): Simulation | null {
  const whole = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN);
  const within = (text: string, low: number, high: number) => {
    const value = text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));
    return value >= low && value <= high ? value : Number.NaN;
  };
  const share = (text: string) => within(text, 0, 100) / 100;
  const sampling: Sampling = {
    fields: whole(draft.fields),
    cellsPerField: whole(draft.cells),
    correlation: within(draft.correlation, 0, 0.99),
    sensitivity: share(draft.sensitivity),
    specificity: share(draft.specificity),
  };
  const diseased: ShareRange = [share(draft.diseasedLow), share(draft.diseasedHigh)];
  const others: ShareRange = [share(draft.othersLow), share(draft.othersHigh)];
  const cells = sampling.fields * sampling.cellsPerField;
  const complete = [...Object.values(sampling), ...diseased, ...others].every(Number.isFinite);
  const ordered = diseased[0] < diseased[1] && others[0] < others[1];
  return complete && ordered && cells >= 1 && cells <= MOST_CELLS
    ? { sampling, diseased, others }
    : null;
}
