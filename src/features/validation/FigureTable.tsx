import type { Interval, Proportion } from '../../domain/statistics.ts';
import { boundsText, decimalText } from './numbers.ts';
import { useSay } from './useSay.ts';

export interface FigureRow {
  readonly name: string;
  /** 0–1; null where it is not defined. */
  readonly value: number | null;
  readonly interval: Interval | null;
  /** `118 / 120`, or the number that it rests on. */
  readonly of: string;
}

/** A rate as a row; its total beside its count. */
export const rateRow = (name: string, rate: Proportion, total: number): FigureRow => ({
  name,
  value: rate.share,
  interval: rate.interval,
  of: `${rate.count} / ${total}`,
});

/** Figures with their intervals and what they rest on. */
export function FigureTable({ caption, rows }: { caption: string; rows: readonly FigureRow[] }) {
  const say = useSay();
  return (
    <table className="figures evaluation-figures">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{say('evaluation.figure')}</th>
          <th scope="col">{say('evaluation.value')}</th>
          <th scope="col">{say('evaluation.interval')}</th>
          <th scope="col">{say('evaluation.n')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, value, interval, of }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{decimalText(value)}</td>
            <td>{boundsText(interval)}</td>
            <td>{of}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
