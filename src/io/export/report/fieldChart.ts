import type { CanvasElement, Content } from 'pdfmake/interfaces';
import {
  compareFields,
  type FieldComparison,
  type FieldRow,
  fieldVerdict,
} from '../../../domain/fieldReading.ts';
import { givenName } from '../../../domain/text/givenNames.ts';
import { pEquals } from '../../../domain/wording.ts';
import { described } from '../tagging/nodes.ts';
import { chartAlt } from './alt.ts';
import type { ReportSubject } from './input.ts';
import { heading } from './origin.ts';
import { ACCENT, CONTENT_WIDTH, INK, RULE_LINE, WARNING } from './theme.ts';

/** pt */
const HEIGHT = 96;
const TOP = 6;
const LEFT = 24;
const NUMBER_SIZE = 6.5;
/** Beyond this the numbers under the fields would run into each other. */
const NUMBERED = 40;
/** Widest that a field may be, so that two do not stand a hand apart. */
const WIDEST = 60;

/** A field with a share, and its number in the table of fields. */
interface Mark {
  readonly number: number;
  readonly row: FieldRow;
}

/**
 * The rule's share field by field with intervals, whether all share one share, and which fields are
 * unlike the others; nothing with fewer than two fields to compare.
 */
export function fieldChart(subject: ReportSubject): Content[] {
  const { document, words, language } = subject;
  const comparison = compareFields(document, 'rule');
  const { rows, whole, test } = comparison;
  if (fieldVerdict(comparison) === 'too-few' || whole.share === null) return [];
  const { chart } = words.fields;
  const places = new Map(document.fields.map(({ id }, index) => [id, index + 1]));
  const marks = rows
    .filter(({ proportion }) => proportion.interval !== null)
    .map((row): Mark => ({ row, number: places.get(row.id) as number }));
  return [
    {
      stack: [
        heading(chart.heading),
        verdictText(comparison, subject),
        described({ stack: plot(marks, whole.share) }, chartAlt(marks, whole, { words, language })),
        { text: chart.note, style: 'fine', margin: [0, 2, 0, 0] },
        ...(test
          ? [
              {
                text: chart.test(
                  test.statistic.toFixed(2),
                  test.degrees,
                  pEquals(test.p),
                  test.method === 'monte-carlo',
                ),
                margin: [0, 3, 0, 0] as [number, number, number, number],
              },
            ]
          : []),
        {
          text: document.manual.merged ? `${chart.method} ${chart.notByHand}` : chart.method,
          style: 'fine',
          margin: [0, 2, 0, 0],
        },
      ],
      unbreakable: true,
    },
  ];
}

/** What the fields say together, then which of them stand out. */
function verdictText(comparison: FieldComparison, { words, language }: ReportSubject): Content {
  const { chart } = words.fields;
  const { rows, whole, test } = comparison;
  const unlike = rows.filter(({ disagrees }) => disagrees);
  const together = test
    ? chart.together(fieldVerdict(comparison) === 'differ', pEquals(test.p))
    : chart.oneKind(whole.count > 0);
  const single =
    unlike.length === 0
      ? chart.agree
      : chart.disagree(unlike.map(({ name }) => givenName(name, language)));
  const remarkable = unlike.length > 0 || fieldVerdict(comparison) === 'differ';
  return {
    text: test ? `${together}${language === 'zh' ? '' : ' '}${single}` : together,
    bold: true,
    margin: [0, 0, 0, 4],
    ...(remarkable ? { style: 'warning' } : {}),
  };
}

/** The drawing, then its numbers over and under it. */
function plot(marks: readonly Mark[], whole: number): Content[] {
  const highest = Math.max(...marks.map(({ row }) => row.proportion.interval?.high ?? 0));
  const end = Math.min(1, Math.max(0.1, Math.ceil(highest * 10) / 10));
  const step = Math.min(WIDEST, (CONTENT_WIDTH - LEFT) / marks.length);
  const right = LEFT + step * marks.length;
  const x = (index: number) => LEFT + (index + 0.5) * step;
  const y = (share: number) => TOP + (1 - share / end) * (HEIGHT - TOP);
  const across = (share: number, lineWidth: number, lineColor: string): CanvasElement => ({
    type: 'line',
    x1: LEFT,
    y1: y(share),
    x2: right,
    y2: y(share),
    lineWidth,
    lineColor,
  });
  const ticks = [0, end / 2, end];
  const numbers = marks.length <= NUMBERED ? marks : [];
  return [
    {
      canvas: [
        ...ticks.map((tick) => across(tick, 0.4, RULE_LINE)),
        across(whole, 0.8, INK),
        ...marks.flatMap(({ row }, index) => markOf(row, x(index), y)),
      ],
    },
    ...ticks.map(
      (tick): Content => ({
        text: String(Math.round(tick * 100)),
        fontSize: NUMBER_SIZE,
        relativePosition: { x: 4, y: y(tick) - HEIGHT - 4 },
      }),
    ),
    {
      columns: numbers.map(({ number }) => ({
        width: step,
        text: String(number),
        alignment: 'center' as const,
        fontSize: NUMBER_SIZE,
      })),
      columnGap: 0,
      margin: [LEFT, 2, 0, 0],
    },
  ];
}

/** A field's interval and its share: a dot, or a triangle where it is unlike the others. */
function markOf(
  { proportion, disagrees }: FieldRow,
  x: number,
  y: (share: number) => number,
): CanvasElement[] {
  const { share, interval } = proportion;
  if (share === null || interval === null) return [];
  const color = disagrees ? WARNING : ACCENT;
  const at = y(share);
  return [
    {
      type: 'rect',
      x: x - 1.2,
      y: y(interval.high),
      w: 2.4,
      h: y(interval.low) - y(interval.high),
      color,
      fillOpacity: 0.35,
      lineWidth: 0,
    },
    disagrees
      ? {
          type: 'polyline',
          points: [
            { x, y: at - 4 },
            { x: x + 4, y: at + 3 },
            { x: x - 4, y: at + 3 },
          ],
          closePath: true,
          color,
          lineWidth: 0,
        }
      : { type: 'ellipse', x, y: at, r1: 2.2, r2: 2.2, color, lineWidth: 0 },
  ];
}
