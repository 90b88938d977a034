import { chromiumHost } from './hosts.ts';
import { watchMemory } from './processes.ts';

/** Memory of all the browser's processes, beyond what the empty page takes, MiB. */
export interface MemoryResult {
  readonly emptyPageMiB: number;
  /** Largest while the pack is loaded. */
  readonly loadingPeakMiB: number;
  /** Once the pack is loaded. */
  readonly loadedMiB: number;
  /** loadingPeakMiB ÷ loadedMiB */
  readonly peakRatio: number;
  /** Largest while one field is analysed. */
  readonly analysisPeakMiB: number;
  readonly cells: number;
}

/** In which freed memory is given back. */
const REST_MS = 3000;

const rest = () => new Promise((resolve) => setTimeout(resolve, REST_MS));

/**
 * What the workstation's engine takes in a fresh browser, with nothing beside it.
 * @returns null where the processes' memory cannot be read
 */
export async function measureMemory(directory: string): Promise<MemoryResult | null> {
  console.error('Measuring memory');
  const { ours, packLocation, browser, close } = await chromiumHost(directory);
  try {
    const watch = browser && (await watchMemory(browser));
    if (!watch) return null;
    try {
      await rest();
      const emptyPageMiB = await watch.now();
      watch.peak();
      await ours.open(packLocation, {
        threads: null,
        backend: 'wasm',
        batch: 1,
        wholeField: true,
      });
      const loadingPeakMiB = watch.peak() - emptyPageMiB;
      await rest();
      const loadedMiB = (await watch.now()) - emptyPageMiB;
      watch.peak();
      const { cells } = await ours.analyse();
      return {
        emptyPageMiB,
        loadingPeakMiB,
        loadedMiB,
        peakRatio: loadingPeakMiB / loadedMiB,
        analysisPeakMiB: watch.peak() - emptyPageMiB,
        cells: cells.length,
      };
    } finally {
      watch.stop();
    }
  } finally {
    await close();
  }
}
