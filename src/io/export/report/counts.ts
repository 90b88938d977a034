import type { Content, TableCell } from 'pdfmake/interfaces';
import { isClassCode, labelName, lineageName } from '../../../domain/classes.ts';
import { isIcsh } from '../../../domain/differential.ts';
import { assumedLineages } from '../../../domain/figures.ts';
import { manualTotal } from '../../../domain/manualTally.ts';
import { intervalNotice } from '../../../domain/notice.ts';
import { type OpenProportion, openNotice } from '../../../domain/openCells.ts';
import type { Interval, Proportion } from '../../../domain/statistics.ts';
import { boundsText, shareText } from '../../../domain/wording.ts';
import { barAlt } from './alt.ts';
import { barEnd, intervalBar } from './bar.ts';
import type { ReportSubject } from './input.ts';
import { FAINT, LINES } from './theme.ts';

const BAR_WIDTH = 74;
const LINEAGE_BAR_WIDTH = 52;

export const head = (text: string, alignment: 'left' | 'right' = 'left'): TableCell => ({
  text,
  style: 'tableHead',
  alignment,
});

const figure = (text: string): TableCell => ({ text, alignment: 'right' });
const bounds = ({ interval }: Proportion): string => (interval ? boundsText(interval) : '—');

/** 20 classes and the unresolved groups that occur, over both denominators. */
export function classTable(subject: ReportSubject): Content {
  const { reading, manifest, words, language } = subject;
  const { table } = words;
  const { karyocytes, icsh } = reading.differentials;
  const end = barEnd(karyocytes.rows);
  const body: TableCell[][] = [
    [
      head(table.code),
      head(table.class),
      head(table.count, 'right'),
      head(table.ofKaryocytes, 'right'),
      head(table.interval, 'right'),
      head(table.barTo(Math.round(end * 100))),
      head(table.ofIcsh, 'right'),
      head(table.interval, 'right'),
      ...(manifest ? [head(table.evidence)] : []),
    ],
  ];
  for (const [index, row] of karyocytes.rows.entries()) {
    const { label } = row;
    if (!isClassCode(label) && row.count === 0) continue;
    const inIcsh = isIcsh(label) ? (icsh.rows[index] as OpenProportion) : null;
    const evidence = (pack: NonNullable<typeof manifest>) =>
      isClassCode(label) ? table.evidences[pack.evidence[label]] : table.group;
    const cells: TableCell[] = [
      { text: label, bold: true },
      { text: labelName(label, language) },
      figure(String(row.count)),
      figure(shareText(row)),
      figure(bounds(row)),
      intervalBar(
        row,
        end,
        BAR_WIDTH,
        barAlt(labelName(label, language), row, karyocytes.total, subject),
      ),
      figure(inIcsh ? shareText(inIcsh) : table.notCounted),
      figure(inIcsh ? bounds(inIcsh) : ''),
      ...(manifest ? [{ text: evidence(manifest) }] : []),
    ];
    body.push(row.count > 0 ? cells : cells.map(faded));
  }
  const total = (text: string): TableCell => ({ text, bold: true, alignment: 'right' });
  body.push([
    { text: table.total, bold: true, colSpan: 2 },
    {},
    total(String(karyocytes.total)),
    total(karyocytes.total > 0 ? '100.0' : '—'),
    {},
    {},
    { text: `n = ${icsh.total}`, bold: true, alignment: 'right', colSpan: 2 },
    {},
    ...(manifest ? [{}] : []),
  ]);
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [24, '*', 24, 44, 46, BAR_WIDTH, 42, 46, ...(manifest ? [56] : [])],
      body,
    },
    layout: LINES,
    fontSize: 7.5,
  };
}

/** Classes that do not occur step back, so that the eye finds those that do. */
const faded = (cell: TableCell): TableCell =>
  ({ ...(cell as object), color: FAINT, bold: false }) as TableCell;

export function lineageTable(subject: ReportSubject): Content {
  const { reading, words, language } = subject;
  const { table } = words;
  const { lineages: rows, total } = reading.differentials.karyocytes;
  const end = barEnd(rows);
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: ['*', 20, 24, 46, LINEAGE_BAR_WIDTH],
      body: [
        [
          head(table.lineage),
          head(table.count, 'right'),
          head(table.perCent, 'right'),
          head(table.interval, 'right'),
          head(table.barTo(Math.round(end * 100))),
        ],
        ...rows.map((row): TableCell[] => [
          { text: lineageName(row.lineage, language) },
          figure(String(row.count)),
          figure(shareText(row)),
          figure(bounds(row)),
          intervalBar(
            row,
            end,
            LINEAGE_BAR_WIDTH,
            barAlt(lineageName(row.lineage, language), row, total, subject),
          ),
        ]),
      ],
    },
    layout: LINES,
    fontSize: 7.5,
  };
}

/** Says below the lineages that some cells in them are there by assumption; nothing where none are. */
export function lineageNote({ reading, document }: ReportSubject): Content[] {
  const { tally, call } = reading;
  const assumed = assumedLineages(tally, document.settings.blastReading);
  return assumed.length === 0 || call.unresolvedText === null
    ? []
    : [{ text: call.unresolvedText, style: 'fine', margin: [0, 3, 0, 0] }];
}

/** What the sign before a bounded share means, under the tables that have it. */
export function openNote({ reading, language }: ReportSubject): Content[] {
  const text = openNotice(reading.tally, language);
  return text === null ? [] : [{ text, style: 'fine', margin: [0, 2, 0, 0] }];
}

const ratioBounds = ({ low, high }: Interval): string => `${low.toFixed(2)}–${high.toFixed(2)}`;

/** Totals beside the differential, and M:E with its convention. */
export function totals({ reading, document, words, language }: ReportSubject): Content {
  const { tally, differentials, meRatio } = reading;
  const { manual, settings } = document;
  const { counts } = words;
  const line = (name: string, value: string): TableCell[] => [
    { text: name },
    { text: value, alignment: 'right', bold: true },
  ];
  const byHand = manualTotal(manual);
  const ratio =
    meRatio.value === null
      ? counts.meUndefined
      : `${meRatio.value.toFixed(2)} : 1  (${meRatio.myeloid} : ${meRatio.erythroid})`;
  return {
    stack: [
      {
        table: {
          widths: ['*', 'auto'],
          body: [
            line(counts.counted, counts.ofTarget(tally.counted, settings.target)),
            ...(byHand > 0
              ? [line(manual.merged ? counts.byHandIn : counts.byHandOut, String(byHand))]
              : []),
            line(counts.notIcsh, String(tally.notIcsh)),
            line(counts.icsh, String(differentials.icsh.total)),
            line(counts.uncountable, String(tally.uncountable)),
            ...(tally.unnamed > 0 ? [line(counts.unnamed, String(tally.unnamed))] : []),
            line(counts.me, ratio),
            ...(meRatio.interval ? [line(counts.meInterval, ratioBounds(meRatio.interval))] : []),
          ],
        },
        layout: LINES,
        fontSize: 7.5,
      },
      { text: counts.meConvention(meRatio.convention), style: 'fine', margin: [0, 3, 0, 0] },
      { text: intervalNotice(language), style: 'fine', margin: [0, 2, 0, 0] },
    ],
  };
}
