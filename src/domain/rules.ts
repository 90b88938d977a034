import { z } from 'zod';
import { CLASS_CODES } from './classes.ts';
import shipped from './data/rules.json' with { type: 'json' };
import { DENOMINATORS, isIcsh } from './denominators.ts';
import { LANGUAGES, type Language } from './language.ts';

/** Diagnostic rules as data: those shipped (`data/rules.json`), and the laboratory's own. */

const wordsSchema = z.object({
  name: z.string().trim().min(1).max(80),
  /** What the numerator is called at the head of a line. */
  numeratorName: z.string().trim().min(1).max(60),
  source: z.string().trim().min(1).max(200),
  /** What a reader should know of how the rule relates to its source; may be empty. */
  note: z.string().trim().max(400),
});

export const ruleSchema = z
  .object({
    id: z.string().min(1),
    /** Raised by one with every change, so that two readings under one name can be told apart. */
    version: z.int().positive().default(1),
    ...wordsSchema.shape,
    /** Whole per cent, so that a count at the threshold is compared without rounding. */
    thresholdPercent: z.int().min(1).max(99),
    comparison: z.enum(['above', 'at-least']),
    /** Classes whose cells make the numerator. */
    numerator: z.array(z.enum(CLASS_CODES)).min(1).readonly(),
    denominator: z.enum(DENOMINATORS),
    /** Its words in other languages; the plain ones where there are none. */
    translations: z.partialRecord(z.enum(LANGUAGES), wordsSchema.readonly()).exactOptional(),
  })
  // A share above one has no interval.
  .refine(({ numerator, denominator }) => denominator !== 'icsh' || numerator.every(isIcsh), {
    path: ['numerator'],
    message: 'has a class that the ICSH count leaves out',
  })
  .refine(({ numerator }) => new Set(numerator).size === numerator.length, {
    path: ['numerator'],
    message: 'names a class twice',
  })
  .readonly();
export type Rule = z.infer<typeof ruleSchema>;

export const RULE_FILE_FORMAT = 'marrow-workstation.rules';
export const RULE_FILE_VERSION = 1;

/** A file of rules, as shipped and as laboratories exchange them. */
export const ruleFileSchema = z
  .object({
    format: z.literal(RULE_FILE_FORMAT),
    schema: z.literal(RULE_FILE_VERSION),
    rules: z.array(ruleSchema).min(1).readonly(),
  })
  .refine(({ rules }) => new Set(rules.map(({ id }) => id)).size === rules.length, {
    path: ['rules'],
    message: 'two rules have the same id',
  });

/** The rules that come with the workstation; the paper's first. */
export const RULES: readonly Rule[] = ruleFileSchema.parse(shipped).rules;

/** The paper's rule and the default of a new case. */
export const PAPER_RULE = RULES.find(({ id }) => id === 'zhou-2021') as Rule;

/** The shipped rule with this id. */
export const ruleById = (id: string): Rule | undefined => RULES.find((rule) => rule.id === id);

/**
 * The rule that a case reads by: a shipped one by its id, else the laboratory's, of which the case
 * keeps a copy, so that it reads the same wherever it is opened and whatever became of the original.
 */
export const ruleOf = ({
  ruleId,
  ownRule,
}: {
  readonly ruleId: string;
  readonly ownRule?: Rule;
}): Rule | undefined => ruleById(ruleId) ?? (ownRule?.id === ruleId ? ownRule : undefined);

/** What a reader is told of a rule. */
export type RuleWords = z.infer<typeof wordsSchema>;

/** The rule's words in a language. */
export function ruleWords(rule: Rule, language: Language): RuleWords {
  const { name, numeratorName, source, note, translations } = rule;
  return { name, numeratorName, source, note, ...translations?.[language] };
}

/** `> 20 %`, `≥ 25 %`; in Chinese without the second space. */
export const criterionText = (
  { comparison, thresholdPercent }: Rule,
  language: Language = 'en',
): string =>
  `${comparison === 'above' ? '>' : '≥'}\u00a0${thresholdPercent}${language === 'zh' ? '%' : '\u00a0%'}`;

/** Whether a bare count satisfies the rule; no interval, compared in whole numbers. */
export const countMeets = (rule: Rule, count: number, total: number): boolean =>
  rule.comparison === 'above'
    ? count * 100 > rule.thresholdPercent * total
    : count * 100 >= rule.thresholdPercent * total;
