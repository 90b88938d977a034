import { resultOf } from '../../domain/result.ts';

/** `result.json`: every cell with both words and scores, the differential and the call. */
export const resultJson = (...subject: Parameters<typeof resultOf>): string =>
  `${JSON.stringify(resultOf(...subject), null, 1)}\n`;
