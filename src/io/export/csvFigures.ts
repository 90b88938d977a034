import { bandWords } from '../../domain/ageBands.ts';
import type { Case } from '../../domain/case.ts';
import type { CaseReading } from '../../domain/caseReading.ts';
import { type Label, labelName } from '../../domain/classes.ts';
import type { CaseFigures } from '../../domain/figures.ts';
import type { RightOf } from '../../domain/inference/adjustment.ts';
import type { Language } from '../../domain/language.ts';
import type { MessageValues } from '../../domain/message.ts';
import { rangeName } from '../../domain/rangeName.ts';
import { type Proportion, proportion } from '../../domain/statistics.ts';
import { givenName } from '../../domain/text/givenNames.ts';
import { type PhraseKey, say, tell } from '../../domain/text/index.ts';
import { UNCOUNTABLE_REASONS } from '../../domain/uncountable.ts';
import { percentText as percent } from './csvText.ts';

/**
 * Rows of `differential.csv` for what stands beside the count: numbers in their own columns, and in
 * `value` where they are no count and no share.
 */

type Column =
  | 'section'
  | 'code'
  | 'name'
  | 'n'
  | 'percent'
  | 'ci95_low'
  | 'ci95_high'
  | 'icsh_n'
  | 'icsh_percent'
  | 'icsh_ci95_low'
  | 'icsh_ci95_high'
  | 'value';
export type FigureRow = Readonly<Partial<Record<Column, string | number>>>;

/** A share in the columns of all karyocytes. */
export const shareColumns = ({ count, share, interval }: Proportion): FigureRow => ({
  n: count,
  percent: percent(share),
  ci95_low: percent(interval?.low),
  ci95_high: percent(interval?.high),
});

/** A share in the columns of the ICSH count. */
export const icshColumns = ({ count, share, interval }: Proportion): FigureRow => ({
  icsh_n: count,
  icsh_percent: percent(share),
  icsh_ci95_low: percent(interval?.low),
  icsh_ci95_high: percent(interval?.high),
});

/** All that a row is made of. */
interface Subject {
  readonly document: Case;
  readonly reading: CaseReading;
  readonly figures: CaseFigures;
  readonly language: Language;
}

type Row = (code: string, key: PhraseKey, columns: FigureRow, values?: MessageValues) => FigureRow;

/** Makes the rows of a section, named by a phrase. */
const rowsOf =
  (section: string, { language }: Subject): Row =>
  (code, key, columns, values = {}) => ({
    section,
    code,
    name: tell(say(key, values), language),
    ...columns,
  });

/** Every row of the figures. */
export function figureRows(subject: Subject): FigureRow[] {
  return [
    ...kindRows(subject),
    ...callRows(subject),
    ...samplingRows(subject),
    ...adjustedRows(subject),
    ...fieldRows(subject),
    ...rangeRows(subject),
    ...reviewRows(subject),
  ];
}

function kindRows(subject: Subject): FigureRow[] {
  const row = rowsOf('uncountable kind', subject);
  return UNCOUNTABLE_REASONS.flatMap((kind) => {
    const n = subject.figures.kinds.get(kind) ?? 0;
    return n > 0 ? [row(kind, 'exports.kind', { n }, { kind })] : [];
  });
}

/** The call's numbers, the rule and why it was chosen. */
function callRows(subject: Subject): FigureRow[] {
  const row = rowsOf('call figure', subject);
  const { call } = subject.reading;
  const { rule, bounds, more } = call;
  const { ruleReason } = subject.document.settings;
  return [
    ...(rule
      ? [
          row('rule-id', 'exports.ruleId', { value: rule.id }),
          row('rule-version', 'exports.ruleVersion', { n: rule.version }),
          row('threshold', 'exports.threshold', { percent: rule.thresholdPercent.toFixed(2) }),
        ]
      : []),
    ...(ruleReason === undefined
      ? []
      : [row('rule-reason', 'exports.ruleReason', { value: ruleReason })]),
    row('share', 'exports.share', shareColumns(call.proportion)),
    ...(bounds
      ? [
          row('share-lower', 'exports.lowerShare', shareColumns(bounds.lower)),
          row('share-upper', 'exports.upperShare', shareColumns(bounds.upper)),
        ]
      : []),
    row('denominator', 'exports.total', { n: call.total }),
    ...(more ? [row('cells-needed', 'exports.cellsNeeded', { n: more.cells })] : []),
    ...(more && more.fields !== null
      ? [row('fields-needed', 'exports.fieldsNeeded', { n: more.fields })]
      : []),
  ];
}

const decimals = (value: number): string => value.toFixed(4);

/** What the fields, rather than the cells, say of the share. */
function samplingRows(subject: Subject): FigureRow[] {
  const row = rowsOf('by fields', subject);
  const { sampling, comparison } = subject.figures;
  const { test, lineages } = comparison;
  return [
    ...(sampling
      ? [
          row('fields', 'exports.fieldsCompared', { n: sampling.fields }),
          row('share', 'exports.fieldInterval', {
            ci95_low: percent(sampling.interval?.low),
            ci95_high: percent(sampling.interval?.high),
          }),
        ]
      : []),
    ...(sampling && sampling.correlation !== null
      ? [row('correlation', 'exports.correlation', { value: decimals(sampling.correlation) })]
      : []),
    ...(test
      ? [
          row('heterogeneity-chi2', 'exports.heterogeneityStatistic', {
            value: decimals(test.statistic),
          }),
          row('heterogeneity-df', 'exports.heterogeneityDegrees', { value: test.degrees }),
          row('heterogeneity-p', 'exports.heterogeneity', { value: decimals(test.p) }),
          row('heterogeneity-method', 'exports.heterogeneityMethod', { value: test.method }),
        ]
      : []),
    ...(lineages
      ? [row('lineages-p', 'exports.lineageHeterogeneity', { value: decimals(lineages.p) })]
      : []),
  ];
}

/** Rogan and Gladen's share, where the screen has it. */
function adjustedRows(subject: Subject): FigureRow[] {
  const row = rowsOf('adjusted', subject);
  const found = subject.figures.adjusted;
  if (!found) return [];
  const { adjusted, measured } = found;
  const rate = ({ right, total }: RightOf) => shareColumns(proportion(right, total));
  return [
    row('share', 'exports.adjusted', {
      percent: percent(adjusted.share),
      ci95_low: percent(adjusted.interval.low),
      ci95_high: percent(adjusted.interval.high),
    }),
    row('sensitivity', 'exports.sensitivity', rate(measured.sensitivity)),
    row('specificity', 'exports.specificity', rate(measured.specificity)),
  ];
}

/** Each field by its number, from 1: `1/rule` and so on. Fields that are left out say why. */
function fieldRows(subject: Subject): FigureRow[] {
  const { document, figures, language } = subject;
  const row = rowsOf('field', subject);
  const compared = new Map(figures.comparison.rows.map((item) => [item.id, item]));
  return document.fields.flatMap(({ id, name, excluded }, index): FigureRow[] => {
    const number = index + 1;
    const line = (code: string, key: PhraseKey, columns: FigureRow) =>
      row(`${number}/${code}`, 'exports.ofField', columns, {
        what: say(key),
        field: givenName(name, language),
      });
    if (excluded) return [line('excluded', 'exports.excluded', { value: excluded.reason })];
    const item = compared.get(id);
    if (!item) return [];
    return [
      line('counted', 'exports.counted', { n: item.tally.counted }),
      line('uncountable', 'exports.uncountable', { n: item.tally.uncountable }),
      line('rule', 'exports.ruleCells', shareColumns(item.proportion)),
      line('denominator', 'exports.total', { n: item.total }),
      ...(item.p === null ? [] : [line('p', 'exports.fieldP', { value: decimals(item.p) })]),
    ];
  });
}

/** The count beside reference values, over the ICSH count; `value` is the key of the reading. */
function rangeRows({ figures, language }: Subject): FigureRow[] {
  if (!figures.ranges) return [];
  const { band, rows } = figures.ranges;
  const { name, source, note } = bandWords(band, language);
  const basis = tell(say('exports.range.basis', { source, note }), language);
  return [
    {
      section: 'reference',
      code: 'band',
      name: tell(say('exports.band'), language),
      value: `${name}. ${basis}`,
    },
    ...rows.flatMap(({ range, proportion: share, verdict }): FigureRow[] => {
      const common = { code: range.of, name: rangeName(range.of, language) };
      const bound = (end: 'low' | 'mean' | 'high'): FigureRow[] =>
        range[end] === null
          ? []
          : [{ ...common, section: `reference ${end}`, icsh_percent: range[end].toFixed(2) }];
      return [
        { ...common, section: 'reference', ...icshColumns(share), value: verdict ?? 'none' },
        ...bound('low'),
        ...bound('mean'),
        ...bound('high'),
      ];
    }),
  ];
}

/** What reviewers did, and which names they changed: `LBL>LYM`. */
function reviewRows(subject: Subject): FigureRow[] {
  const { figures, language } = subject;
  const { review, changes } = figures;
  const row = rowsOf('review', subject);
  const nameOf = (label: Label | null): string =>
    label === null ? tell(say('exports.uncountable'), language) : labelName(label, language);
  return [
    ...(['confirmed', 'changed', 'drawn', 'moved', 'deleted'] as const).map((code) =>
      row(code, `exports.review.${code}`, { n: review[code] }),
    ),
    ...changes.map(
      ({ from, to, cells }): FigureRow => ({
        section: 'review change',
        code: `${from ?? 'uncountable'}>${to ?? 'uncountable'}`,
        name: `${nameOf(from)} → ${nameOf(to)}`,
        n: cells,
      }),
    ),
  ];
}
