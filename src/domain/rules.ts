import { z } from 'zod';
import { CLASS_CODES } from './classes.ts';
import { DENOMINATORS } from './differential.ts';
import type { Language } from './language.ts';
import { rules as chineseRules, numerators } from './text/zh/rules.ts';

/** Diagnostic rules as data. */

export const ruleSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    /** Whole per cent, so that a count at the threshold is compared without rounding. */
    thresholdPercent: z.int().min(1).max(99),
    comparison: z.enum(['above', 'at-least']),
    /** Classes whose cells make the numerator. */
    numerator: z.array(z.enum(CLASS_CODES)).min(1).readonly(),
    /** What the numerator is called in a sentence. */
    numeratorName: z.string(),
    denominator: z.enum(DENOMINATORS),
    source: z.string(),
    /** What a reader should know of how the rule relates to its source; may be empty. */
    note: z.string(),
  })
  .readonly();
export type Rule = z.infer<typeof ruleSchema>;

const lymphoblasts = { numerator: ['LBL'], numeratorName: 'Lymphoblasts' } as const;

/** The paper's rule and the default of a new case. */
export const PAPER_RULE: Rule = {
  id: 'zhou-2021',
  name: 'FAB rule as in Zhou 2021 (> 20 %)',
  thresholdPercent: 20,
  comparison: 'above',
  ...lymphoblasts,
  denominator: 'karyocytes',
  source: 'Zhou et al. 2021',
  note: 'The paper calls its 20 % the FAB rule; FAB 1976 itself asks for 30 %.',
};

/** The rules that a case can choose from. */
export const RULES: readonly Rule[] = [
  PAPER_RULE,
  {
    id: 'who-icc-20',
    name: 'WHO / ICC (≥ 20 %)',
    thresholdPercent: 20,
    comparison: 'at-least',
    ...lymphoblasts,
    denominator: 'icsh',
    source: 'WHO classification and International Consensus Classification',
    note: 'The sources speak of blasts; only lymphoblasts are counted here, as the question is ALL.',
  },
  {
    id: 'paediatric-25',
    name: 'Paediatric protocols (≥ 25 %)',
    thresholdPercent: 25,
    comparison: 'at-least',
    ...lymphoblasts,
    denominator: 'icsh',
    source: 'Convention of paediatric ALL treatment protocols',
    note: '',
  },
  {
    id: 'fab-1976-30',
    name: 'FAB 1976 (≥ 30 %)',
    thresholdPercent: 30,
    comparison: 'at-least',
    ...lymphoblasts,
    denominator: 'icsh',
    source: 'Bennett et al., Br J Haematol 1976;33:451',
    note: 'FAB’s 30 % is of blasts; only lymphoblasts are counted here, as the question is ALL.',
  },
];

/** The rule with this id, if this version knows it. */
export const ruleById = (id: string): Rule | undefined => RULES.find((rule) => rule.id === id);

/** What a reader is told of a rule. */
type RuleWords = Pick<Rule, 'name' | 'numeratorName' | 'source' | 'note'>;

/** The rule's words in a language. */
export function ruleWords(rule: Rule, language: Language): RuleWords {
  const { name, numeratorName, source, note } = rule;
  const own = { name, numeratorName, source, note };
  if (language === 'en') return own;
  return {
    ...own,
    ...chineseRules[rule.id],
    numeratorName: numerators[numeratorName] ?? numeratorName,
  };
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
