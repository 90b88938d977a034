import Papa from 'papaparse';
import { type ClassEvaluation, occurs, SCHEMES } from '../../../domain/evaluation/classes.ts';
import { AVERAGES, type Average } from '../../../domain/evaluation/classFigures.ts';
import type { CurvePoint, Figure } from '../../../domain/evaluation/detection.ts';
import type { Evaluation } from '../../../domain/evaluation/index.ts';
import { assumptions, type PatientTable } from '../../../domain/evaluation/patients.ts';
import { summaryOfEvaluation } from '../../../domain/evaluation/summary.ts';
import { subjectName } from '../../../domain/evaluation/wording.ts';
import type { Language } from '../../../domain/language.ts';
import { intervalNotice, researchUseNotice, syntheticNotice } from '../../../domain/notice.ts';
import { ruleWords } from '../../../domain/rules.ts';
import { type Interval, type Proportion, proportion } from '../../../domain/statistics.ts';
import { givenName } from '../../../domain/text/givenNames.ts';
import { type PhraseKey, say, tell } from '../../../domain/text/index.ts';
import { FORMULA } from '../csvText.ts';
import { methodKeys } from './method.ts';

/**
 * One table, one header: `section` tells the kinds of rows apart. `code`, `label`, `scheme` and
 * `average` are keys for machines, the same in every language; `name` and `text` are for people.
 * Figures are 0–1 with four decimals; agreement is in percentage points.
 */
const COLUMNS = [
  'section',
  'code',
  'name',
  'scheme',
  'label',
  'average',
  'value',
  'ci95_low',
  'ci95_high',
  'count',
  'total',
  'x',
  'text',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | number>>;

export interface EvaluationFileOptions {
  readonly language: Language;
  /** ISO date and time of writing. */
  readonly at: string;
}

const rounded = (value: number | null | undefined): string | number =>
  typeof value === 'number' ? Number(value.toFixed(4)) : '';

const bounds = (interval: Interval | null): Row => ({
  ci95_low: rounded(interval?.low),
  ci95_high: rounded(interval?.high),
});

const figureOf = ({ value, interval }: Figure): Row => ({
  value: rounded(value),
  ...bounds(interval),
});

const rate = ({ count, share, interval }: Proportion, total: number): Row => ({
  value: rounded(share),
  ...bounds(interval),
  count: share === null ? '' : count,
  total,
});

const curveRows = (code: string, curve: readonly CurvePoint[], label = '', scheme = ''): Row[] =>
  curve.map(({ x, y }) => ({
    section: 'curve',
    code,
    scheme,
    label,
    x: rounded(x),
    value: rounded(y),
  }));

function classRows(of: ClassEvaluation, language: Language): Row[] {
  const { scheme, matrix } = of;
  const averaged = (average: Average): Row[] => {
    const { accuracy, precision, f1, ap, auc } = of.averages[average];
    return Object.entries({ accuracy, precision, f1, ap, auc }).map(
      ([code, figure]): Row => ({
        section: 'average',
        code,
        scheme,
        average,
        ...figureOf(figure),
        total: of.n,
      }),
    );
  };
  return [
    ...AVERAGES.flatMap(averaged),
    ...of.rows.flatMap((own): Row[] => {
      const common = {
        section: 'class',
        scheme,
        label: own.label,
        name: subjectName(own.label, language),
      };
      return [
        { ...common, code: 'truth', count: own.truth },
        ...(own.truth === 0
          ? []
          : [
              { ...common, code: 'missed', count: own.missed },
              { ...common, code: 'dropped', count: own.dropped },
              { ...common, code: 'sensitivity', ...rate(own.sensitivity, own.support) },
              { ...common, code: 'end-to-end', ...rate(own.endToEnd, own.truth) },
              { ...common, code: 'f1', ...figureOf(own.f1) },
              { ...common, code: 'ap', ...figureOf(own.ap) },
              { ...common, code: 'auc', ...figureOf(own.auc) },
            ]),
        ...(occurs(own)
          ? [
              { ...common, code: 'false-calls', count: own.falseCalls },
              { ...common, code: 'specificity', ...rate(own.specificity, of.n - own.support) },
              { ...common, code: 'precision', ...rate(own.precision, own.right + own.falseCalls) },
              { ...common, code: 'of-all-calls', ...rate(own.ofAllCalls, own.calls) },
            ]
          : []),
      ];
    }),
    // Of the truth `label` so many cells were called `code`.
    ...matrix.counts.flatMap((row, truth) =>
      row.flatMap((count, predicted): Row[] =>
        count === 0
          ? []
          : [
              {
                section: 'confusion',
                scheme,
                label: matrix.labels[truth] as string,
                code: matrix.labels[predicted] as string,
                count,
              },
            ],
      ),
    ),
  ];
}

function patientTableRows(of: PatientTable, label: string): Row[] {
  const { truePositive, falseNegative, falsePositive, trueNegative, openAll, openOthers } = of;
  const counts: Readonly<Record<string, number>> = {
    'true-positive': truePositive,
    'false-negative': falseNegative,
    'open-all': openAll,
    'false-positive': falsePositive,
    'true-negative': trueNegative,
    'open-not-all': openOthers,
  };
  const withAll = truePositive + falseNegative + openAll;
  const others = falsePositive + trueNegative + openOthers;
  const row = (code: string, content: Row): Row => ({
    section: 'patient-table',
    code,
    label,
    ...content,
  });
  return [
    ...Object.entries(counts).map(([code, count]) => row(code, { count })),
    row('sensitivity', rate(of.sensitivity, withAll)),
    row('specificity', rate(of.specificity, others)),
    row('accuracy', rate(of.accuracy, withAll + others)),
    row('ppv', rate(of.positivePredictiveValue, truePositive + falsePositive)),
    row('npv', rate(of.negativePredictiveValue, trueNegative + falseNegative)),
  ];
}

function patientRows({ patients }: Evaluation, language: Language): Row[] {
  if (!patients) return [];
  const words = (key: PhraseKey) => tell(say(key), language);
  return [
    {
      section: 'patient-table',
      code: 'rule',
      label: patients.rule.id,
      text: ruleWords(patients.rule, language).name,
    },
    ...patientTableRows(patients.bare, 'bare'),
    ...patientTableRows(patients.threeStates, 'three-states'),
    ...assumptions(patients).map(
      ({ key, count }): Row => ({
        section: 'patient-table',
        code: 'assumed',
        count,
        text: tell(say(key, { count }), language),
      }),
    ),
    ...patients.rows.map(
      ({ name, hasAll, basis, truthShare, share, call, bareMet }): Row => ({
        section: 'patient',
        code: hasAll === null ? 'unknown' : hasAll ? 'all' : 'not-all',
        name: givenName(name, language),
        label: basis ?? '',
        // The pipeline's share; x is that of the truth.
        value: rounded(share.share),
        x: rounded(truthShare.share),
        ...bounds(share.interval),
        text: `${words(`evaluation.call-${call}`)}; ${words('evaluation.bare')}: ${
          bareMet === null
            ? words('evaluation.open')
            : words(bareMet ? 'evaluation.call-meets' : 'evaluation.call-does-not-meet')
        }`,
      }),
    ),
  ];
}

/** Of the cells that the rule counts, against all others. */
function recognitionRows({ recognition, patients }: Evaluation): Row[] {
  if (!recognition) return [];
  const row = (code: string, content: Row): Row => ({
    section: 'recognition',
    code,
    label: patients?.rule.id ?? '',
    ...content,
  });
  return [
    ...(['sensitivity', 'specificity'] as const).map((key) => {
      const { right, total } = recognition[key];
      return row(key, rate(proportion(right, total), total));
    }),
    row('open', { count: recognition.open }),
  ];
}

const agreementRows = ({ agreement }: Evaluation, language: Language): Row[] =>
  agreement.flatMap(({ subject, points, figures }): Row[] => {
    const common = {
      section: 'agreement',
      label: subject,
      name: subjectName(subject, language),
      total: points.length,
    };
    return [
      ...(figures
        ? ([
            ['bias', figures.bias],
            ['lower-limit', figures.lowerLimit],
            ['upper-limit', figures.upperLimit],
          ] as const)
        : []
      ).map(
        ([code, { value, interval }]): Row => ({
          ...common,
          code,
          value: rounded(value),
          ...bounds(interval),
        }),
      ),
      ...points.map(
        ({ name, reference, measured, cells }): Row => ({
          section: 'agreement-point',
          label: subject,
          name: givenName(name, language),
          // Per cent: of the pipeline, and of the truth as x.
          value: rounded(measured),
          x: rounded(reference),
          count: cells[1],
          total: cells[0],
        }),
      ),
    ];
  });

/** Byte order mark: without it spreadsheets read UTF-8 as the local code page. */
const BOM = '\ufeff';

/** The figures of a set as a table. Text that a spreadsheet would run as a formula is escaped. */
export function evaluationCsv(
  evaluation: Evaluation,
  { language, at }: EvaluationFileOptions,
): string {
  const words = (key: PhraseKey, values = {}) => tell(say(key, values), language);
  const { cases, fields, truthCells, classes, detection, gate, packs, remarks } = evaluation;
  const counts: Readonly<Record<string, number>> = gate?.counts ?? {};
  const rows: Row[] = [
    {
      section: 'set',
      code: 'size',
      text: words('evaluation.set', { cases, fields, cells: truthCells }),
    },
    { section: 'set', code: 'written', text: at },
    ...packs.map(
      (pack): Row => ({ section: 'set', code: 'pack', text: words('evaluation.packOf', pack) }),
    ),
    ...SCHEMES.flatMap((scheme) =>
      summaryOfEvaluation(evaluation, scheme)
        .filter(({ part }) => part === 'classes' || scheme === 'classes')
        .map(
          ({ part, key, average, value, interval, count, n }): Row => ({
            section: part,
            code: key,
            name: words(`evaluation.${key}`),
            scheme: part === 'classes' ? scheme : '',
            average: average ?? '',
            value: rounded(value),
            ...bounds(interval),
            count: count ?? '',
            total: n,
          }),
        ),
    ),
    ...Object.entries(counts).map(([code, count]): Row => ({ section: 'gate-table', code, count })),
    ...SCHEMES.flatMap((scheme) => {
      const of = classes[scheme];
      return of ? classRows(of, language) : [];
    }),
    ...agreementRows(evaluation, language),
    ...patientRows(evaluation, language),
    ...recognitionRows(evaluation),
    // x: recall, or 1 − specificity.
    ...curveRows('detection-precision', detection?.curve ?? []),
    ...curveRows('gate-sensitivity', gate?.curve ?? []),
    ...(classes.classes?.rows ?? []).flatMap(({ label, curve }) =>
      curveRows('class-precision', curve, label, 'classes'),
    ),
    ...remarks.map(
      ({ kind, count }): Row => ({
        section: 'remark',
        code: kind,
        count,
        text: words(`evaluation.remark-${kind}`, { count }),
      }),
    ),
    ...methodKeys(evaluation).map(
      (key): Row => ({
        section: 'method',
        code: key.replace('evaluation.how-', ''),
        text: words(key),
      }),
    ),
    ...[
      researchUseNotice(language),
      ...(evaluation.synthetic ? [syntheticNotice(language)] : []),
      intervalNotice(language),
    ].map((text): Row => ({ section: 'notice', code: 'notice', text })),
  ];
  const data = rows.map((row) => COLUMNS.map((column) => row[column] ?? ''));
  const options = { escapeFormulae: FORMULA, newline: '\r\n' };
  return `${BOM}${Papa.unparse({ fields: [...COLUMNS], data }, options)}\r\n`;
}
