import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces';
import {
  type ClassEvaluation,
  COUNTS_OF_CLASS,
  FEW_CELLS,
  FIGURES_OF_ROW,
  figureOfRow,
  occurs,
  type Scheme,
} from '../../../domain/evaluation/classes.ts';
import { AVERAGED_FIGURES, AVERAGES } from '../../../domain/evaluation/classFigures.ts';
import type { Figure } from '../../../domain/evaluation/detection.ts';
import type { Evaluation } from '../../../domain/evaluation/index.ts';
import type { PatientEvaluation, PatientTable } from '../../../domain/evaluation/patients.ts';
import type { MeasuredRecognition } from '../../../domain/evaluation/recognition.ts';
import { summaryOfEvaluation } from '../../../domain/evaluation/summary.ts';
import {
  boundsText,
  decimalText,
  pointsBounds,
  pointsText,
  subjectName,
} from '../../../domain/evaluation/wording.ts';
import type { Language } from '../../../domain/language.ts';
import { proportion } from '../../../domain/statistics.ts';
import { givenName } from '../../../domain/text/givenNames.ts';
import { type PhraseKey, say, tell } from '../../../domain/text/index.ts';
import { percentText } from '../../../domain/wording.ts';
import { head } from '../report/counts.ts';
import { FAINT, LINES } from '../report/theme.ts';
import { withRowHeads } from '../tagging/nodes.ts';

/** Tables of the printed evaluation. */

const FONT_SIZE = 7.5;
const right = (text: string | number): TableCell => ({ text: String(text), alignment: 'right' });

const wordsIn = (language: Language) => (key: PhraseKey) => tell(say(key), language);

const table = (widths: (string | number)[], body: TableCell[][]): Content => ({
  table: { headerRows: 1, dontBreakRows: true, widths, body },
  layout: LINES,
  fontSize: FONT_SIZE,
});

/** The figures that are asked first, each beside the paper's. */
export function summaryTable(evaluation: Evaluation, scheme: Scheme, language: Language): Content {
  const words = wordsIn(language);
  const summary = table(
    ['auto', '*', 50, 76, 66, 54],
    [
      [
        head(''),
        head(words('evaluation.figure')),
        head(words('evaluation.value'), 'right'),
        head(words('evaluation.interval'), 'right'),
        head(words('evaluation.n'), 'right'),
        head(words('evaluation.paper'), 'right'),
      ],
      ...summaryOfEvaluation(evaluation, scheme).map(
        ({ part, key, average, value, interval, count, n, paper }): TableCell[] => [
          { text: words(`evaluation.${part}`), color: FAINT },
          {
            text:
              words(`evaluation.${key}`) +
              (average ? ` · ${words(`evaluation.${average}`).toLowerCase()}` : ''),
          },
          { text: decimalText(value), bold: true, alignment: 'right' },
          right(boundsText(interval)),
          right(count === null ? n : `${count} / ${n}`),
          right(paper === null ? '' : decimalText(paper)),
        ],
      ),
    ],
  );
  return withRowHeads(summary, 0, 1);
}

/** A figure with its interval below. */
const figureCell = ({ value, interval }: Figure): TableCell => ({
  stack: [
    { text: decimalText(value) },
    ...(interval ? [{ text: boundsText(interval), fontSize: 5.5, color: FAINT }] : []),
  ],
  alignment: 'right',
});

export function averageTable({ averages }: ClassEvaluation, language: Language): Content {
  const words = wordsIn(language);
  return table(
    ['*', 110, 110, 110],
    [
      [
        head(words('evaluation.figure')),
        ...AVERAGES.map((average) => head(words(`evaluation.${average}`), 'right')),
      ],
      ...AVERAGED_FIGURES.map((name): TableCell[] => [
        { text: words(`evaluation.${name}`) },
        ...AVERAGES.map((average) => figureCell(averages[average][name])),
      ]),
    ],
  );
}

/** Little room between thirteen columns. */
const NARROW: CustomTableLayout = { ...LINES, paddingLeft: () => 1.5, paddingRight: () => 1.5 };

/** Each class that truth or pipeline hold. */
export function classTable({ rows }: ClassEvaluation, language: Language): Content {
  const words = wordsIn(language);
  const columns = [...COUNTS_OF_CLASS, ...FIGURES_OF_ROW];
  const body = [
    [
      head(words('evaluation.class')),
      ...columns.map(
        (key): TableCell => ({
          text: words(`evaluation.${key}`),
          style: 'tableHead',
          alignment: 'right',
          fontSize: 5.5,
        }),
      ),
    ],
    ...rows.filter(occurs).map((row): TableCell[] => [
      {
        text: `${row.label} ${subjectName(row.label, language)}${row.truth > 0 && row.support < FEW_CELLS ? ' †' : ''}`,
      },
      right(row.truth),
      right(row.truth === 0 ? '–' : row.missed),
      right(row.truth === 0 ? '–' : row.dropped),
      right(row.truth === 0 ? '–' : `${row.right}/${row.support}`),
      right(row.falseCalls),
      ...FIGURES_OF_ROW.map((name) => figureCell(figureOfRow(row, name))),
    ]),
  ];
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: ['*', ...COUNTS_OF_CLASS.map(() => 25), ...FIGURES_OF_ROW.map(() => 34)],
      body,
    },
    layout: NARROW,
    fontSize: 7,
  };
}

/** Truth by rows, prediction by columns; classes that occur. */
export function confusionTable({ matrix, rows }: ClassEvaluation, language: Language): Content {
  const { labels, counts } = matrix;
  const shown = labels.flatMap((label, index) =>
    (rows[index]?.truth ?? 0) > 0 ? [{ label, index }] : [],
  );
  const columns = labels.flatMap((label, index) =>
    shown.some((row) => row.label === label) || counts.some((row) => (row[index] as number) > 0)
      ? [{ label, index }]
      : [],
  );
  return {
    ...(table(
      ['auto', ...columns.map(() => '*'), 'auto', 'auto'],
      [
        [
          head(wordsIn(language)('evaluation.truth')),
          ...columns.map(({ label }) => head(label, 'right')),
          ...(['dropped', 'missed'] as const).map((key) =>
            head(wordsIn(language)(`evaluation.${key}`), 'right'),
          ),
        ],
        ...shown.map(({ label, index }): TableCell[] => {
          const row = counts[index] ?? [];
          const total = row.reduce((a, b) => a + b, 0);
          return [
            { text: label, bold: true },
            ...columns.map((column): TableCell => {
              const count = row[column.index] ?? 0;
              const tint = total === 0 ? 0 : count / total;
              return {
                text: count === 0 ? '' : String(count),
                alignment: 'right',
                bold: column.label === label,
                ...(count > 0 ? { fillColor: '#1f4b7a', fillOpacity: 0.06 + 0.34 * tint } : {}),
              };
            }),
            right(rows[index]?.dropped || ''),
            right(rows[index]?.missed || ''),
          ];
        }),
      ],
    ) as object),
    fontSize: columns.length > 14 ? 6 : FONT_SIZE,
  } as Content;
}

export function agreementTable({ agreement }: Evaluation, language: Language): Content {
  const words = wordsIn(language);
  return table(
    ['*', 30, 50, 100, 110],
    [
      [
        head(words('evaluation.subject')),
        head(words('evaluation.n'), 'right'),
        head(words('evaluation.bias'), 'right'),
        head(words('evaluation.interval'), 'right'),
        head(words('evaluation.limits'), 'right'),
      ],
      ...agreement.map(({ subject, points, figures }): TableCell[] => [
        { text: subjectName(subject, language) },
        right(points.length),
        right(figures ? pointsText(figures.bias.value) : '–'),
        right(figures ? pointsBounds(figures.bias.interval, language) : '–'),
        right(
          figures
            ? pointsBounds(
                { low: figures.lowerLimit.value, high: figures.upperLimit.value },
                language,
              )
            : '–',
        ),
      ]),
    ],
  );
}

/** Counts of one way to read, with its rates. */
export function patientCounts(of: PatientTable, name: PhraseKey, language: Language): Content {
  const words = wordsIn(language);
  const rates = [
    ['sensitivity', of.sensitivity],
    ['specificity', of.specificity],
    ['accuracy', of.accuracy],
    ['ppv', of.positivePredictiveValue],
    ['npv', of.negativePredictiveValue],
  ] as const;
  return {
    stack: [
      table(
        ['*', 'auto', 'auto', 'auto'],
        [
          [
            head(words(name)),
            head(words('evaluation.meets'), 'right'),
            head(words('evaluation.doesNotMeet'), 'right'),
            head(words('evaluation.open'), 'right'),
          ],
          [
            { text: words('evaluation.all') },
            right(of.truePositive),
            right(of.falseNegative),
            right(of.openAll),
          ],
          [
            { text: words('evaluation.notAll') },
            right(of.falsePositive),
            right(of.trueNegative),
            right(of.openOthers),
          ],
        ],
      ),
      ...rates.map(
        ([key, { share, interval }]): Content => ({
          columns: [
            { text: words(`evaluation.${key}`) },
            {
              text: share === null ? '–' : `${decimalText(share)} (${boundsText(interval)})`,
              alignment: 'right',
            },
          ],
          fontSize: FONT_SIZE,
          margin: [3, 1.5, 3, 0],
        }),
      ),
    ],
  };
}

export function patientTable({ rows }: PatientEvaluation, language: Language): Content {
  const words = wordsIn(language);
  return table(
    ['*', 'auto', 60, 60, 66, 72],
    [
      [
        head(words('evaluation.patient')),
        head(words('evaluation.diagnosis')),
        head(words('evaluation.truthShare'), 'right'),
        head(words('evaluation.share'), 'right'),
        head(words('evaluation.bare')),
        head(words('evaluation.call')),
      ],
      ...rows.map(({ name, hasAll, basis, truthShare, share, bareMet, call }): TableCell[] => [
        { text: givenName(name, language) },
        {
          text:
            hasAll === null
              ? words('evaluation.unknown')
              : `${words(hasAll ? 'evaluation.all' : 'evaluation.notAll')}${
                  basis ? `, ${words(`evaluation.basis-${basis}`)}` : ''
                }`,
        },
        right(percentText(truthShare.share, language)),
        right(percentText(share.share, language)),
        {
          text:
            bareMet === null
              ? words('evaluation.open')
              : words(bareMet ? 'evaluation.call-meets' : 'evaluation.call-does-not-meet'),
        },
        { text: words(`evaluation.call-${call}`) },
      ]),
    ],
  );
}

/** How well the cells that the rule counts are told from all others. */
export function recognitionTable(
  { sensitivity, specificity, open }: MeasuredRecognition,
  language: Language,
): Content {
  const words = wordsIn(language);
  const rows = [
    ['evaluation.sensitivity', sensitivity],
    ['evaluation.specificity', specificity],
  ] as const;
  return {
    stack: [
      table(
        ['*', 60, 90, 80],
        [
          [
            head(words('evaluation.recognition')),
            head(words('evaluation.value'), 'right'),
            head(words('evaluation.interval'), 'right'),
            head(words('evaluation.n'), 'right'),
          ],
          ...rows.map(([key, { right: hits, total }]): TableCell[] => {
            const { share, interval } = proportion(hits, total);
            return [
              { text: words(key) },
              { text: decimalText(share), alignment: 'right', bold: true },
              right(boundsText(interval)),
              right(`${hits} / ${total}`),
            ];
          }),
        ],
      ),
      ...(open > 0
        ? [
            {
              text: tell(say('evaluation.recognitionOpen', { count: open }), language),
              style: 'fine',
            },
          ]
        : []),
    ],
  };
}
