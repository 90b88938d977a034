const EVERY_MS = 2000;

/**
 * Reports how far a long command has come on standard error, so that standard output stays clean.
 * Silent between reports; the last one always appears.
 * @param what the plural of what is counted
 */
export function progressOnStderr(what: string): (done: number, total: number) => void {
  let last = performance.now();
  return (done, total) => {
    const now = performance.now();
    if (done < total && now - last < EVERY_MS) return;
    last = now;
    process.stderr.write(`${done} of ${total} ${what}\n`);
  };
}
