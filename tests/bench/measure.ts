/** Two engines on the same work, in the same run. */
export interface Comparison {
  /** Median, ms. */
  readonly oursMs: number;
  /** Median, ms. */
  readonly ortWebMs: number;
  /** oursMs ÷ ortWebMs: below 1 the workstation's engine is the faster. */
  readonly ratio: number;
  /** Every measured run in its order, ms. */
  readonly oursAllMs: readonly number[];
  readonly ortWebAllMs: readonly number[];
}

export interface MeasureOptions {
  /** Measured runs of each side; at least 1. */
  readonly runs: number;
  /** Runs of each side before that are not counted. */
  readonly warmUps: number;
  /** Pause between runs, in which the other side's threads fall asleep, ms. */
  readonly pauseMs: number;
}

/** The middle value; of an even number the mean of the two. @throws RangeError for no value */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('There is no median of nothing.');
  const sorted = [...values].sort((a, b) => a - b);
  const upper = Math.floor(sorted.length / 2);
  const lower = Math.ceil(sorted.length / 2) - 1;
  return ((sorted[lower] as number) + (sorted[upper] as number)) / 2;
}

/**
 * Measures two pieces of work by turns, so that whatever else the machine does falls on both. Who
 * goes first changes from turn to turn.
 * @param ours each piece of work gives its own time, ms
 */
export async function compare(
  ours: () => Promise<number>,
  ortWeb: () => Promise<number>,
  { runs, warmUps, pauseMs }: MeasureOptions,
): Promise<Comparison> {
  const times = { ours: [] as number[], ortWeb: [] as number[] };
  const sides = [
    ['ours', ours],
    ['ortWeb', ortWeb],
  ] as const;
  for (let turn = 0; turn < warmUps + runs; turn++)
    for (const [name, work] of turn % 2 === 0 ? sides : [...sides].reverse()) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      const ms = await work();
      if (turn >= warmUps) times[name].push(ms);
    }
  const oursMs = median(times.ours);
  const ortWebMs = median(times.ortWeb);
  return {
    oursMs,
    ortWebMs,
    ratio: oursMs / ortWebMs,
    oursAllMs: times.ours,
    ortWebAllMs: times.ortWeb,
  };
}
