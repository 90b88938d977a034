/** How often a worker is asked for a sign of life, and how many it may owe: a minute in all. */
const ASKED_EVERY_MS = 10_000;
const MAY_OWE = 6;

/**
 * Asks for a sign of life at intervals, and tells once several are owed. Questions are counted, not
 * minutes: a computer that sleeps asks none.
 * @returns ends the watch
 */
export function watchLife(ask: () => Promise<unknown>, onSilence: () => void): () => void {
  let owed = 0;
  const timer = setInterval(() => {
    if (owed === MAY_OWE) {
      clearInterval(timer);
      onSilence();
      return;
    }
    owed++;
    ask().then(
      () => {
        owed = 0;
      },
      () => undefined,
    );
  }, ASKED_EVERY_MS);
  return () => clearInterval(timer);
}
