import type { ClassCode } from './classes.ts';
import { countLabels, type Tally } from './differential.ts';
import type { Language } from './language.ts';
import { proportion } from './statistics.ts';
import { hints as english } from './text/en/hints.ts';
import type { Finding, HintWords } from './text/hintWords.ts';
import { hints as chinese } from './text/zh/hints.ts';
import { percentText } from './wording.ts';

const WORDS: Readonly<Record<Language, HintWords>> = { en: english, zh: chinese };

/** Hints, never diagnoses: findings beside the rule that a reader should look at. */
interface Hint {
  readonly labels: readonly ClassCode[];
  readonly finding: Finding;
  /**
   * Share of karyocytes that the whole 95 % interval must exceed, so that a stray wrong label does
   * not raise the hint; null: any cell does. The shares are this workstation's own, chosen well
   * above what a normal marrow holds; they are in no guideline.
   */
  readonly above: number | null;
}

const HINTS: readonly Hint[] = [
  { labels: ['PMO'], finding: 'promyelocytes', above: 0.1 },
  { labels: ['MKB'], finding: 'megakaryoblasts', above: 0.01 },
  { labels: ['LYA'], finding: 'lymphoma', above: null },
  { labels: ['NB'], finding: 'neuroblastoma', above: null },
];

/** Said on every positive call. */
export const HAEMATOGONE_CAUTION = english.haematogones;

/**
 * The hints that a tally raises.
 * @param positive whether the case's rule, or the paper's bare one, is met
 */
export function hintsOf(tally: Tally, positive: boolean, language: Language = 'en'): string[] {
  const words = WORDS[language];
  const raised = HINTS.flatMap(({ labels, finding, above }) => {
    const count = countLabels(tally, labels);
    if (count === 0) return [];
    const { share, interval } = proportion(count, tally.counted);
    if (above !== null && !(interval !== null && interval.low > above)) return [];
    return [words.finding(finding, count, percentText(share, language))];
  });
  return positive ? [words.haematogones, ...raised] : raised;
}
