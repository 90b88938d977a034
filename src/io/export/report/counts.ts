import type { Content, TableCell } from 'pdfmake/interfaces';
import type { Case } from '../../../domain/case.ts';
import type { CaseReading } from '../../../domain/caseReading.ts';
import { isClassCode, labelName, lineageName } from '../../../domain/classes.ts';
import { isIcsh } from '../../../domain/differential.ts';
import { manualTotal } from '../../../domain/manualTally.ts';
import { INTERVAL_NOTICE } from '../../../domain/notice.ts';
import type { Evidence, PackManifest } from '../../../domain/pack.ts';
import type { Proportion } from '../../../domain/statistics.ts';
import { barEnd, intervalBar } from './bar.ts';
import { FAINT, LINES } from './theme.ts';

const BAR_WIDTH = 74;
const LINEAGE_BAR_WIDTH = 52;

export const EVIDENCE_WORDS: Readonly<Record<Evidence, string>> = {
  'real-marrow': 'real marrow',
  'real-blood': 'real blood',
  synthetic: 'synthetic only',
  none: 'none',
};

export const head = (text: string, alignment: 'left' | 'right' = 'left'): TableCell => ({
  text,
  style: 'tableHead',
  alignment,
});

const figure = (text: string): TableCell => ({ text, alignment: 'right' });
const perCent = ({ share }: Proportion): string =>
  share === null ? '—' : (share * 100).toFixed(1);
const bounds = ({ interval }: Proportion): string =>
  interval ? `${(interval.low * 100).toFixed(1)}–${(interval.high * 100).toFixed(1)}` : '—';

/** 20 classes and the unresolved groups that occur, over both denominators. */
export function classTable({ differentials }: CaseReading, manifest: PackManifest | null): Content {
  const { karyocytes, icsh } = differentials;
  const end = barEnd(karyocytes.rows);
  const body: TableCell[][] = [
    [
      head('Code'),
      head('Class'),
      head('n', 'right'),
      head('% of karyocytes', 'right'),
      head('95 % interval', 'right'),
      head(`0 to ${Math.round(end * 100)} %`),
      head('% of ICSH', 'right'),
      head('95 % interval', 'right'),
      ...(manifest ? [head('Evidence of the pack')] : []),
    ],
  ];
  for (const [index, row] of karyocytes.rows.entries()) {
    const { label } = row;
    if (!isClassCode(label) && row.count === 0) continue;
    const inIcsh = isIcsh(label) ? (icsh.rows[index] as Proportion) : null;
    const cells: TableCell[] = [
      { text: label, bold: true },
      { text: labelName(label) },
      figure(String(row.count)),
      figure(perCent(row)),
      figure(bounds(row)),
      intervalBar(row, end, BAR_WIDTH),
      figure(inIcsh ? perCent(inIcsh) : 'not counted'),
      figure(inIcsh ? bounds(inIcsh) : ''),
      ...(manifest
        ? [{ text: isClassCode(label) ? EVIDENCE_WORDS[manifest.evidence[label]] : 'group' }]
        : []),
    ];
    body.push(row.count > 0 ? cells : cells.map(faded));
  }
  const total = (text: string): TableCell => ({ text, bold: true, alignment: 'right' });
  body.push([
    { text: 'Total', bold: true, colSpan: 2 },
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
      widths: [24, '*', 24, 40, 46, BAR_WIDTH, 42, 46, ...(manifest ? [56] : [])],
      body,
    },
    layout: LINES,
    fontSize: 7.5,
  };
}

/** Classes that do not occur step back, so that the eye finds those that do. */
const faded = (cell: TableCell): TableCell =>
  ({ ...(cell as object), color: FAINT, bold: false }) as TableCell;

export function lineageTable({ differentials }: CaseReading): Content {
  const rows = differentials.karyocytes.lineages;
  const end = barEnd(rows);
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: ['*', 20, 24, 46, LINEAGE_BAR_WIDTH],
      body: [
        [
          head('Lineage'),
          head('n', 'right'),
          head('%', 'right'),
          head('95 % interval', 'right'),
          head(`0 to ${Math.round(end * 100)} %`),
        ],
        ...rows.map((row): TableCell[] => [
          { text: lineageName(row.lineage) },
          figure(String(row.count)),
          figure(perCent(row)),
          figure(bounds(row)),
          intervalBar(row, end, LINEAGE_BAR_WIDTH),
        ]),
      ],
    },
    layout: LINES,
    fontSize: 7.5,
  };
}

/** Totals beside the differential, and M:E with its convention. */
export function totals(
  { tally, differentials, meRatio }: CaseReading,
  { manual, settings }: Pick<Case, 'manual' | 'settings'>,
): Content {
  const line = (name: string, value: string): TableCell[] => [
    { text: name },
    { text: value, alignment: 'right', bold: true },
  ];
  const byHand = manualTotal(manual);
  const ratio =
    meRatio.value === null
      ? 'undefined (no erythroblasts)'
      : `${meRatio.value.toFixed(2)} : 1  (${meRatio.myeloid} : ${meRatio.erythroid})`;
  return {
    stack: [
      {
        table: {
          widths: ['*', 'auto'],
          body: [
            line('Karyocytes counted', `${tally.counted} of ${settings.target} aimed at`),
            ...(byHand > 0
              ? [
                  line(
                    manual.merged
                      ? 'Of these counted by hand at the eyepiece'
                      : 'Counted by hand at the eyepiece, not in this count',
                    String(byHand),
                  ),
                ]
              : []),
            line('Of these not in the ICSH count', String(tally.notIcsh)),
            line('ICSH count', String(differentials.icsh.total)),
            line('Uncountable, not counted', String(tally.uncountable)),
            ...(tally.unnamed > 0
              ? [line('Countable without a name, not counted', String(tally.unnamed))]
              : []),
            line('M : E', ratio),
          ],
        },
        layout: LINES,
        fontSize: 7.5,
      },
      { text: `M : E: ${meRatio.convention}`, style: 'fine', margin: [0, 3, 0, 0] },
      { text: INTERVAL_NOTICE, style: 'fine', margin: [0, 2, 0, 0] },
    ],
  };
}
