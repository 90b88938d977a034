import type { AnalysisProgress, ProgressListener } from '../api.ts';

/**
 * Passes progress on at most every `intervalMs`, except for the first and the last of each stage:
 * a fast download would otherwise send thousands of messages.
 */
export function throttleProgress(
  listener: ProgressListener,
  intervalMs = 50,
  now: () => number = () => performance.now(),
): ProgressListener {
  let stage: AnalysisProgress['stage'] | null = null;
  let sent = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const boundary = progress.stage !== stage || progress.done >= progress.total;
    if (!boundary && now() - sent < intervalMs) return;
    stage = progress.stage;
    sent = now();
    listener(progress);
  };
}
