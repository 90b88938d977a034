import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import { mostFrequent } from '../../../domain/evaluation/agreementScale.ts';
import {
  type ClassEvaluation,
  FEW_CELLS,
  SCHEMES,
  type Scheme,
} from '../../../domain/evaluation/classes.ts';
import { type Evaluation, FEW_PATIENTS } from '../../../domain/evaluation/index.ts';
import { assumptions } from '../../../domain/evaluation/patients.ts';
import { decimalText, subjectName } from '../../../domain/evaluation/wording.ts';
import type { Language } from '../../../domain/language.ts';
import { researchUseNotice, syntheticNotice } from '../../../domain/notice.ts';
import type { ReportHead } from '../../../domain/reportHead.ts';
import { ruleWords } from '../../../domain/rules.ts';
import { type PhraseKey, say, tell } from '../../../domain/text/index.ts';
import { type FontLoader, pdfOf } from '../pdf.ts';
import { utc } from '../report/dates.ts';
import { LATIN } from '../report/fonts.ts';
import { line } from '../report/header.ts';
import { heading } from '../report/origin.ts';
import { FAINT, INK, MARGIN, STYLES, WARNING } from '../report/theme.ts';
import { en } from '../report/words/en.ts';
import { zh } from '../report/words/zh.ts';
import { described } from '../tagging/nodes.ts';
import { agreementAlt, curveAlt, type ShownCurve } from './alt.ts';
import { type PrintedCurve, printedAgreement, printedCurve } from './charts.ts';
import type { EvaluationFileOptions } from './csv.ts';
import { methodKeys } from './method.ts';
import {
  agreementTable,
  averageTable,
  classTable,
  confusionTable,
  patientCounts,
  patientTable,
  recognitionTable,
  summaryTable,
} from './tables.ts';

export interface EvaluationReportOptions extends EvaluationFileOptions {
  readonly reportHead: ReportHead;
}

type Words = (key: PhraseKey, values?: Record<string, string | number>) => string;

/**
 * The figures of a set as a report.
 * @param loadFont asked only where the report holds Chinese
 * @throws Error where a font cannot be loaded
 */
export const evaluationPdf = (
  evaluation: Evaluation,
  options: EvaluationReportOptions,
  loadFont: FontLoader,
): Promise<Uint8Array<ArrayBuffer>> => pdfOf(evaluationDefinition(evaluation, options), loadFont);

/** The report as a pdfmake document: its text selectable, the notices on every page. */
export function evaluationDefinition(
  evaluation: Evaluation,
  { language, at, reportHead }: EvaluationReportOptions,
): TDocumentDefinitions {
  const words: Words = (key, values = {}) => tell(say(key, values), language);
  const { page: pageOf, tag } = language === 'zh' ? zh : en;
  const { cases, fields, truthCells, packs, remarks, synthetic } = evaluation;
  return {
    version: '1.5',
    tagged: true,
    pageSize: 'A4',
    pageMargins: [MARGIN, 58, MARGIN, 44],
    defaultStyle: { font: LATIN, fontSize: 8.5, color: INK, lineHeight: 1.12 },
    styles: STYLES,
    language: tag,
    displayTitle: true,
    info: {
      title: words('evaluation.title'),
      subject: researchUseNotice(language),
      creator: 'Marrow Workstation',
      creationDate: new Date(at),
    },
    header: () => ({
      margin: [MARGIN, 22, MARGIN, 0],
      stack: [
        {
          columns: [
            { text: words('evaluation.title'), color: FAINT, fontSize: 8 },
            { text: utc(at), alignment: 'right', color: FAINT, fontSize: 8 },
          ],
        },
        ...(synthetic
          ? [{ text: syntheticNotice(language), bold: true, fontSize: 8, color: WARNING }]
          : []),
        line(),
      ],
    }),
    footer: (page, pages) => ({
      margin: [MARGIN, 8, MARGIN, 0],
      stack: [
        line(),
        {
          columns: [
            { text: researchUseNotice(language), bold: true, fontSize: 8 },
            { width: 90, text: pageOf(page, pages), alignment: 'right', color: FAINT, fontSize: 8 },
          ],
          margin: [0, 4, 0, 0],
        },
      ],
    }),
    content: [
      ...(reportHead.name ? [{ text: reportHead.name, style: 'laboratory' }] : []),
      { text: words('evaluation.title'), style: 'title', margin: [0, 0, 0, 4] },
      { text: words('evaluation.set', { cases, fields, cells: truthCells }) },
      ...packs.map((pack) => ({ text: words('evaluation.packOf', pack), style: 'fine' })),
      ...remarks.map(({ kind, count }) => ({
        text: words(`evaluation.remark-${kind}`, { count }),
        style: 'warning',
        margin: [0, 3, 0, 0] as [number, number, number, number],
      })),
      heading(words('evaluation.summary')),
      summaryTable(evaluation, 'classes', language),
      ...curves(evaluation, words, language),
      ...SCHEMES.flatMap((scheme) => classContent(evaluation, scheme, words, language)),
      ...(evaluation.agreement.length > 0
        ? [
            heading(words('evaluation.agreement')),
            agreementTable(evaluation, language),
            ...agreementCharts(evaluation, words, language),
          ]
        : []),
      ...patientContent(evaluation, words, language),
      {
        stack: methodKeys(evaluation).map((key) => ({
          text: words(key),
          style: 'fine',
          margin: [0, 2, 0, 0] as [number, number, number, number],
        })),
        margin: [0, 12, 0, 0],
      },
    ],
  };
}

function curves({ detection, gate }: Evaluation, words: Words, language: Language): Content[] {
  type Figure = Pick<ShownCurve, 'figure' | 'value'>;
  const drawn: { readonly name: string; readonly chart: PrintedCurve; readonly of: Figure }[] = [];
  if (detection && detection.curve.length > 0) {
    const { recall, precision } = detection;
    drawn.push({
      name: words('evaluation.detection'),
      chart: {
        xLabel: words('evaluation.recall'),
        yLabel: words('evaluation.precision'),
        curve: detection.curve,
        operating:
          recall.share === null || precision.share === null
            ? null
            : { x: recall.share, y: precision.share },
        diagonal: false,
      },
      of: { figure: 'evaluation.ap50', value: detection.ap50.value },
    });
  }
  if (gate && gate.curve.length > 0)
    drawn.push({
      name: words('evaluation.gate'),
      chart: {
        xLabel: `1 − ${words('evaluation.specificity')}`,
        yLabel: words('evaluation.sensitivity'),
        curve: gate.curve,
        operating: gate.operating,
        diagonal: true,
      },
      of: { figure: 'evaluation.auc', value: gate.auc.value },
    });
  if (drawn.length === 0) return [];
  return [
    {
      columns: drawn.map(({ name, chart, of }) => {
        const { xLabel: x, yLabel: y, operating } = chart;
        const alt = curveAlt({ name, x, y, operating, ...of }, language);
        return { stack: [heading(name), described(printedCurve(chart), alt)], width: '50%' };
      }),
      unbreakable: true,
    },
  ];
}

function classContent(
  { classes }: Evaluation,
  scheme: Scheme,
  words: Words,
  language: Language,
): Content[] {
  const of = classes[scheme];
  if (!of) return [];
  const name = words(scheme === 'classes' ? 'evaluation.twenty' : 'evaluation.grouped');
  return [
    { ...heading(`${words('evaluation.classes')}: ${name}`), pageBreak: 'before' as const },
    averageTable(of, language),
    heading(words('evaluation.confusion')),
    confusionTable(of, language),
    heading(name),
    classTable(of, language),
    { text: words('evaluation.few', { most: FEW_CELLS }), style: 'fine', margin: [0, 3, 0, 0] },
    ...classCurves(of, words, language),
  ];
}

/** Charts side by side, so many in a row; each stays with its heading on one page. */
function inRows(charts: readonly Content[], count: number): Content[] {
  const rows = Array.from({ length: Math.ceil(charts.length / count) }, (_, row) =>
    Array.from({ length: count }, (_, i) => charts[row * count + i] ?? { text: '' }),
  );
  return rows.map((row) => ({
    columns: row.map((stack) => ({ stack: [stack], width: `${100 / count}%` })),
    unbreakable: true,
    margin: [0, 6, 0, 0],
  }));
}

function classCurves({ rows }: ClassEvaluation, words: Words, language: Language): Content[] {
  const charts = rows
    .filter(({ support, curve }) => support > 0 && curve.length > 0)
    .map(({ label, ap, curve, sensitivity, precision }): Content => {
      const operating =
        sensitivity.share === null || precision.share === null
          ? null
          : { x: sensitivity.share, y: precision.share };
      const chart = { xLabel: '', yLabel: '', curve, operating, diagonal: false };
      const shown: ShownCurve = {
        name: label,
        x: words('evaluation.recall'),
        y: words('evaluation.precision'),
        figure: 'evaluation.ap',
        value: ap.value,
        operating,
      };
      return {
        stack: [
          { text: `${label} · ${words('evaluation.ap')} ${decimalText(ap.value)}`, bold: true },
          described(printedCurve(chart, 'quarter'), curveAlt(shown, language)),
        ],
        fontSize: 7,
      };
    });
  if (charts.length === 0) return [];
  const [first, ...others] = inRows(charts, 4);
  return [
    {
      stack: [
        { text: words('evaluation.classCurves'), style: 'fine', margin: [0, 10, 0, 0] },
        ...(first ? [first] : []),
      ],
      unbreakable: true,
    },
    ...others,
  ];
}

/** As many subjects as fill a page. */
const AGREEMENT_CHARTS = 6;

function agreementCharts({ agreement }: Evaluation, words: Words, language: Language): Content[] {
  const drawn = mostFrequent(agreement, AGREEMENT_CHARTS);
  if (drawn.length === 0) return [];
  const names = {
    upper: words('evaluation.upperLimit'),
    bias: words('evaluation.bias'),
    lower: words('evaluation.lowerLimit'),
  };
  const charts = drawn.map(
    (of): Content => ({
      stack: [
        { text: subjectName(of.subject, language), bold: true },
        described(
          printedAgreement(of, {
            mean: words('evaluation.meanOfBoth'),
            difference: words('evaluation.difference'),
            names,
          }),
          agreementAlt(of, language),
        ),
      ],
      fontSize: 7,
    }),
  );
  return [
    {
      text: words('evaluation.agreementCharts', { count: drawn.length }),
      style: 'fine',
      margin: [0, 8, 0, 0],
    },
    ...inRows(charts, 2),
  ];
}

function patientContent(
  { patients, recognition }: Evaluation,
  words: Words,
  language: Language,
): Content[] {
  if (!patients) return [];
  const { name } = ruleWords(patients.rule, language);
  return [
    {
      stack: [
        heading(words('evaluation.patients')),
        { text: words('evaluation.rule', { name }), margin: [0, 0, 0, 4] },
        {
          columns: [
            patientCounts(patients.bare, 'evaluation.bare', language),
            patientCounts(patients.threeStates, 'evaluation.threeStates', language),
          ],
          columnGap: 16,
        },
        ...assumptions(patients).map(
          ({ key, count }): Content => ({
            text: words(key, { count }),
            style: 'warning',
            margin: [0, 4, 0, 0],
          }),
        ),
        patients.rows.length < FEW_PATIENTS
          ? {
              text: words('evaluation.fewPatients', { count: patients.rows.length }),
              style: 'fine',
              margin: [0, 4, 0, 6],
            }
          : { text: '', margin: [0, 0, 0, 6] },
      ],
      unbreakable: true,
    },
    patientTable(patients, language),
    ...(recognition
      ? [
          {
            stack: [recognitionTable(recognition, language)],
            unbreakable: true,
            margin: [0, 8, 0, 0] as [number, number, number, number],
          },
        ]
      : []),
  ];
}
