import type { Figure } from '../../domain/evaluation/detection.ts';
import { boundsText, decimalText } from './numbers.ts';

/** A figure in a table, its interval below. */
export function FigureCell({ of: { value, interval } }: { of: Figure }) {
  return (
    <td>
      {decimalText(value)}
      {interval && <small>{boundsText(interval)}</small>}
    </td>
  );
}
