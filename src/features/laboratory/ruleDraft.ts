import type { ClassCode } from '../../domain/classes.ts';
import { isIcsh } from '../../domain/differential.ts';
import type { Laboratory } from '../../domain/laboratory.ts';
import { type Rule, type RuleWords, ruleSchema } from '../../domain/rules.ts';

/** A rule while it is being written: as its form holds it. */
export interface RuleDraft extends RuleWords {
  readonly threshold: string;
  readonly comparison: Rule['comparison'];
  readonly denominator: Rule['denominator'];
  readonly numerator: readonly ClassCode[];
  readonly chinese: RuleWords;
}

const NO_WORDS: RuleWords = { name: '', numeratorName: '', source: '', note: '' };

export const draftOf = (rule: Rule | null): RuleDraft =>
  rule
    ? {
        ...rule,
        threshold: String(rule.thresholdPercent),
        chinese: rule.translations?.zh ?? NO_WORDS,
      }
    : {
        ...NO_WORDS,
        threshold: '20',
        comparison: 'at-least',
        denominator: 'karyocytes',
        numerator: ['LBL'],
        chinese: NO_WORDS,
      };

export const WRONG_PLACES = [
  'name',
  'numeratorName',
  'source',
  'note',
  'thresholdPercent',
  'numerator',
  'numeratorIcsh',
] as const;
export type WrongPlace = (typeof WRONG_PLACES)[number];

/** The classes that the draft counts and its denominator leaves out. */
export const outsideIcsh = ({ numerator, denominator }: RuleDraft): readonly ClassCode[] =>
  denominator === 'icsh' ? numerator.filter((code) => !isIcsh(code)) : [];

/** The rule that the draft makes, or where it is wrong. */
export function ruleOfDraft(
  draft: RuleDraft,
  identity: Pick<Rule, 'id' | 'version'>,
): { readonly rule: Rule } | { readonly wrong: readonly WrongPlace[] } {
  const { name, numeratorName, source, note, chinese, comparison, denominator, numerator } = draft;
  const plain = { name, numeratorName, source, note };
  const hasChinese = Object.values(chinese).some((text) => text.trim() !== '');
  const zh = Object.fromEntries(
    Object.entries(chinese).map(([key, text]) => [
      key,
      text.trim() || plain[key as keyof RuleWords],
    ]),
  );
  const parsed = ruleSchema.safeParse({
    ...identity,
    ...plain,
    comparison,
    denominator,
    numerator,
    thresholdPercent: /^\d+$/.test(draft.threshold.trim()) ? Number(draft.threshold) : null,
    ...(hasChinese ? { translations: { zh } } : {}),
  });
  if (parsed.success) return { rule: parsed.data };
  const places = parsed.error.issues.map(({ path }): WrongPlace => {
    // Words in Chinese have the same places under `translations.zh`.
    const place = path.at(path[0] === 'translations' ? 2 : 0);
    if (place === 'numerator' && outsideIcsh(draft).length > 0) return 'numeratorIcsh';
    return WRONG_PLACES.find((known) => known === place) ?? 'name';
  });
  return { wrong: [...new Set(places)] };
}

/** The laboratory with the rule in the place of the one of its id, or at the end. */
export function withRule(laboratory: Laboratory, rule: Rule): Laboratory {
  const { rules } = laboratory;
  return {
    ...laboratory,
    rules: rules.some(({ id }) => id === rule.id)
      ? rules.map((item) => (item.id === rule.id ? rule : item))
      : [...rules, rule],
  };
}

export const withoutRule = (laboratory: Laboratory, id: string): Laboratory => ({
  ...laboratory,
  rules: laboratory.rules.filter((rule) => rule.id !== id),
});
