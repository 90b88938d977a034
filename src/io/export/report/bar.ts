import type { Content } from 'pdfmake/interfaces';
import type { Proportion } from '../../../domain/statistics.ts';
import { described } from '../tagging/nodes.ts';
import { ACCENT, RULE_LINE } from './theme.ts';

const HEIGHT = 7;

/** Right end of a table's bars: its largest bound, in steps of a tenth. */
export const barEnd = (rows: readonly Proportion[]): number =>
  Math.max(
    0.1,
    Math.ceil(
      Math.max(0, ...rows.filter((row) => row.count > 0).map((row) => row.interval?.high ?? 0)) *
        10,
    ) / 10,
  );

/**
 * A share and its interval on a line from 0 to `end`; the line alone, and no figure, where there is none.
 * @param width pt
 * @param alt what it shows
 */
export function intervalBar(
  { count, share, interval }: Proportion,
  end: number,
  width: number,
  alt: string,
): Content {
  const middle = HEIGHT / 2;
  const at = (value: number) => Math.min(1, value / end) * width;
  const track = {
    type: 'line' as const,
    x1: 0,
    y1: middle,
    x2: width,
    y2: middle,
    lineWidth: 0.4,
    lineColor: RULE_LINE,
  };
  if (count === 0 || share === null || interval === null) return { canvas: [track] };
  return described(
    {
      canvas: [
        track,
        {
          type: 'rect',
          x: at(interval.low),
          y: middle - 2,
          w: at(interval.high) - at(interval.low),
          h: 4,
          color: ACCENT,
          fillOpacity: 0.3,
          lineWidth: 0,
        },
        {
          type: 'line',
          x1: at(share),
          y1: middle - 3.2,
          x2: at(share),
          y2: middle + 3.2,
          lineWidth: 1.4,
          lineColor: ACCENT,
        },
      ],
    },
    alt,
  );
}
