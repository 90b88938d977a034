import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

/** MiB of memory that belongs to one process alone; 0 once it has ended. Linux. */
function privateMiB(pid: number): number {
  try {
    const [, kib] = /^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kib ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Watches the memory of a browser's processes, all together. */
export interface MemoryWatch {
  /** MiB now. */
  now(): Promise<number>;
  /** Largest MiB since the last call, looked at every 20 ms. */
  peak(): number;
  stop(): void;
}

/** @returns null where processes cannot be looked at: only Linux tells */
export async function watchMemory(browser: Browser): Promise<MemoryWatch | null> {
  if (process.platform !== 'linux') return null;
  const session = await browser.newBrowserCDPSession();
  let pids: number[] = [];
  const find = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    pids = processInfo.map(({ id }) => id);
  };
  await find();
  const sum = () => pids.reduce((total, pid) => total + privateMiB(pid), 0);
  let largest = 0;
  const look = setInterval(() => {
    largest = Math.max(largest, sum());
  }, 20);
  return {
    now: async () => {
      await find();
      return sum();
    },
    peak: () => {
      const peak = Math.max(largest, sum());
      largest = 0;
      return peak;
    },
    stop: () => clearInterval(look),
  };
}
