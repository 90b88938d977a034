import type { BlastReading } from '../case.ts';

/** What the M:E ratio counts, in one language. */
export interface RatioWords {
  /** Which classes stand on either side. */
  readonly convention: string;
  /**
   * On which side unresolved blasts, one or more, stand; follows the convention.
   * @param upper the ratio with all of them myeloid; null where it is not open
   */
  blasts(count: number, reading: BlastReading, upper: number | null): string;
}
