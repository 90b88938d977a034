const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size in the decimal unit that leaves one to three digits before the point: `1.2 MB`. */
export function fileSize(bytes: number): string {
  const step = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${value.toFixed(step > 0 && value < 10 ? 1 : 0)}\u00a0${UNITS[step]}`;
}
