import { z } from 'zod';
import { CLASS_CODES, type ClassCode } from './classes.ts';
import shipped from './data/hints.json' with { type: 'json' };
import { countLabels, type Tally } from './differential.ts';
import type { Language } from './language.ts';
import type { Evidence, PackManifest } from './pack.ts';
import type { Rule } from './rules.ts';
import { proportion } from './statistics.ts';
import { percentText } from './wording.ts';

/** Hints, never diagnoses: findings beside the rule that a reader should look at, as data. */

const wordsSchema = z
  .object({
    one: z.string().min(1),
    many: z.string().min(1),
    /** What the finding may mean; the whole hint where no cell is counted for it. */
    says: z.string().min(1),
  })
  .readonly();

const hintSchema = z
  .object({
    id: z.string().min(1),
    raisedBy: z.discriminatedUnion('kind', [
      /** The case's rule, or the paper's bare one, is met, and counts one of the classes. */
      z.object({ kind: z.literal('positive-call') }),
      z.object({ kind: z.literal('any-cell') }),
      /**
       * The whole 95 % interval of the share of karyocytes lies above, so that a stray wrong label
       * does not raise the hint. The shares are this workstation's own, chosen well above what a
       * normal marrow holds; they are in no guideline.
       */
      z.object({ kind: z.literal('share-above'), percent: z.number().positive().max(99) }),
    ]),
    classes: z.array(z.enum(CLASS_CODES)).min(1).readonly(),
    words: z.object({ en: wordsSchema, zh: wordsSchema }).readonly(),
  })
  .readonly();
export type Hint = z.infer<typeof hintSchema>;

export const HINTS: readonly Hint[] = z
  .object({
    format: z.literal('marrow-workstation.hints'),
    schema: z.literal(1),
    hints: z.array(hintSchema).readonly(),
  })
  .parse(shipped).hints;

const NO_DIAGNOSIS = { en: ' A hint, not a diagnosis.', zh: '仅为提示，并非诊断。' } as const;

/** Said where a rule that counts lymphoblasts is met. */
export const HAEMATOGONE_CAUTION = HINTS.find(({ id }) => id === 'haematogones')?.words.en
  .says as string;

/**
 * The hints that a tally raises, in the order of the data.
 * @param met which of the case's rule and the paper's bare one are met
 */
export function raisedHints(tally: Tally, met: readonly Rule[]): Hint[] {
  return HINTS.filter(({ raisedBy, classes }) => {
    if (raisedBy.kind === 'positive-call')
      return met.some(({ numerator }) => classes.some((code) => numerator.includes(code)));
    const count = countLabels(tally, classes);
    if (count === 0 || raisedBy.kind === 'any-cell') return count > 0;
    const { interval } = proportion(count, tally.counted);
    return interval !== null && interval.low * 100 > raisedBy.percent;
  });
}

/** The hint as a sentence about the tally that raised it. */
export function hintText(
  { raisedBy, classes, words }: Hint,
  tally: Tally,
  language: Language,
): string {
  const { one, many, says } = words[language];
  if (raisedBy.kind === 'positive-call') return says;
  const count = countLabels(tally, classes);
  const percent = percentText(proportion(count, tally.counted).share, language);
  const cells = count === 1 ? one : many;
  return language === 'zh'
    ? `${cells} ${count} 个（占有核细胞 ${percent}）：${says}${NO_DIAGNOSIS.zh}`
    : `${count} ${cells} (${percent} of karyocytes): ${says}${NO_DIAGNOSIS.en}`;
}

/** What the pack's knowledge of each of the hint's classes rests on. */
export const hintEvidence = (
  { classes }: Hint,
  { evidence }: Pick<PackManifest, 'evidence'>,
): readonly { readonly code: ClassCode; readonly evidence: Evidence }[] =>
  classes.map((code) => ({ code, evidence: evidence[code] ?? 'none' }));
