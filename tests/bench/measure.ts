/** Engines on the same work, in the same run. */
export interface Comparison {
  /** Median, ms. */
  readonly oursMs: number;
  /** Median of onnxruntime-web, ms. */
  readonly ortWebMs: number;
  /** oursMs ÷ ortWebMs: below 1 the workstation's engine is the faster. */
  readonly ratio: number;
  /** Median of onnxruntime-node, the processor's limit, ms; null where it is not installed. */
  readonly ortNodeMs: number | null;
  /** Every measured run in its order, ms. */
  readonly oursAllMs: readonly number[];
  readonly ortWebAllMs: readonly number[];
  readonly ortNodeAllMs: readonly number[] | null;
}

export interface MeasureOptions {
  /** Measured runs of each side; at least 1. */
  readonly runs: number;
  /** Runs of each side before that are not counted. */
  readonly warmUps: number;
  /** Pause between runs, in which the other sides' threads fall asleep, ms. */
  readonly pauseMs: number;
}

/** One piece of work on each side; each gives its own time, ms. */
export interface Work {
  readonly ours: () => Promise<number>;
  readonly ortWeb: () => Promise<number>;
  /** null where onnxruntime-node is not installed. */
  readonly ortNode: (() => Promise<number>) | null;
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
 * Measures the same work on all sides by turns, so that whatever else the machine does falls on
 * each. The order changes from turn to turn.
 */
export async function compare(
  { ours, ortWeb, ortNode }: Work,
  { runs, warmUps, pauseMs }: MeasureOptions,
): Promise<Comparison> {
  const oursAllMs: number[] = [];
  const ortWebAllMs: number[] = [];
  const ortNodeAllMs: number[] = [];
  const sides: [() => Promise<number>, number[]][] = [
    [ours, oursAllMs],
    [ortWeb, ortWebAllMs],
  ];
  if (ortNode) sides.push([ortNode, ortNodeAllMs]);
  for (let turn = 0; turn < warmUps + runs; turn++)
    for (const [work, times] of turn % 2 === 0 ? sides : [...sides].reverse()) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      const ms = await work();
      if (turn >= warmUps) times.push(ms);
    }
  const oursMs = median(oursAllMs);
  const ortWebMs = median(ortWebAllMs);
  return {
    oursMs,
    ortWebMs,
    ratio: oursMs / ortWebMs,
    ortNodeMs: ortNode && median(ortNodeAllMs),
    oursAllMs,
    ortWebAllMs,
    ortNodeAllMs: ortNode && ortNodeAllMs,
  };
}
