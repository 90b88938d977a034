import type { ClassCode } from './classes.ts';
import { countLabels, type Tally } from './differential.ts';
import { proportion } from './statistics.ts';
import { percentText, plural } from './wording.ts';

/** Hints, never diagnoses: findings beside the rule that a reader should look at. */
interface Hint {
  readonly labels: readonly ClassCode[];
  readonly cell: string;
  readonly cells: string;
  /**
   * Share of karyocytes that the whole 95 % interval must exceed, so that a stray wrong label does
   * not raise the hint; null: any cell does. The shares are this workstation's own, chosen well
   * above what a normal marrow holds; they are in no guideline.
   */
  readonly above: number | null;
  readonly text: string;
}

const HINTS: readonly Hint[] = [
  {
    labels: ['PMO'],
    cell: 'promyelocyte',
    cells: 'promyelocytes',
    above: 0.1,
    text: 'FAB M3 (APL)?',
  },
  {
    labels: ['MKB'],
    cell: 'megakaryoblast',
    cells: 'megakaryoblasts',
    above: 0.01,
    text: 'FAB M7?',
  },
  {
    labels: ['LYA'],
    cell: 'lymphoma cell',
    cells: 'lymphoma cells',
    above: null,
    text: 'possible marrow involvement.',
  },
  {
    labels: ['NB'],
    cell: 'neuroblastoma cell',
    cells: 'neuroblastoma cells',
    above: null,
    text: 'possible marrow involvement.',
  },
];

/** Said on every positive call. */
export const HAEMATOGONE_CAUTION =
  'Haematogones in children can look the same as lymphoblasts: immunophenotyping decides.';

/**
 * The hints that a tally raises.
 * @param positive whether the case's rule, or the paper's bare one, is met
 */
export function hintsOf(tally: Tally, positive: boolean): string[] {
  const raised = HINTS.flatMap(({ labels, cell, cells, above, text }) => {
    const count = countLabels(tally, labels);
    if (count === 0) return [];
    const { share, interval } = proportion(count, tally.counted);
    if (above !== null && !(interval !== null && interval.low > above)) return [];
    return [
      `${plural(count, cell, cells)} (${percentText(share)} of karyocytes): ${text} A hint, not a diagnosis.`,
    ];
  });
  return positive ? [HAEMATOGONE_CAUTION, ...raised] : raised;
}
