import { boundsText, decimalText } from '../../domain/evaluation/wording.ts';
import type { Proportion } from '../../domain/statistics.ts';

export { boundsText, decimalText };

/** `0.964 (0.937–0.980)`; an en dash where there is none. */
export const rateText = ({ share, interval }: Proportion): string =>
  share === null ? '–' : `${decimalText(share)} (${boundsText(interval)})`;
