import { chromiumHost } from './hosts.ts';
import { type MeasureOptions, median } from './measure.ts';
import type { BenchBackend } from './side.ts';

/** The fields of a case, one after the other on all threads and shared by several workers. */
export interface CaseResult {
  readonly fields: number;
  /** Fields at once. */
  readonly workers: number;
  /** Medians of a field's share of the whole case, ms. */
  readonly inTurnMs: number;
  readonly sharedMs: number;
  /** sharedMs ÷ inTurnMs */
  readonly ratio: number;
  readonly inTurnAllMs: readonly number[];
  readonly sharedAllMs: readonly number[];
}

const FIELDS = 16;

/**
 * Measures both ways by turns in one fresh browser, once all workers are open.
 * @returns null where a case's fields are not shared
 */
export async function measureCase(
  directory: string,
  backend: BenchBackend,
  { runs, warmUps, pauseMs }: MeasureOptions,
): Promise<CaseResult | null> {
  console.error('Measuring a case');
  const { browser, packLocation, close } = await chromiumHost(directory);
  try {
    const page = browser?.contexts()[0]?.pages()[0];
    if (!page) return null;
    const call = (method: string, ...args: unknown[]): Promise<number> =>
      page.evaluate(`globalThis.bench.fields.${method}(...${JSON.stringify(args)})`);
    const workers = await call('open', packLocation, backend);
    if (workers === 1) return null;
    const inTurnAllMs: number[] = [];
    const sharedAllMs: number[] = [];
    const ways = [
      [1, inTurnAllMs],
      [workers, sharedAllMs],
    ] as const;
    for (let turn = 0; turn < warmUps + runs; turn++)
      for (const [atOnce, times] of turn % 2 === 0 ? ways : [...ways].reverse()) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        const ms = await call('analyse', FIELDS, atOnce);
        if (turn >= warmUps) times.push(ms / FIELDS);
      }
    const inTurnMs = median(inTurnAllMs);
    const sharedMs = median(sharedAllMs);
    const ratio = sharedMs / inTurnMs;
    return { fields: FIELDS, workers, inTurnMs, sharedMs, ratio, inTurnAllMs, sharedAllMs };
  } finally {
    await close();
  }
}
