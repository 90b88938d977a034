/** A share in per cent with one decimal: `12.5 %`; an em dash where there is none. */
export const percent = (share: number | null): string =>
  share === null || !Number.isFinite(share) ? '—' : `${(share * 100).toFixed(1)}\u00a0%`;

/** An interval of shares: `8.4–18.1 %`. */
export const interval = (low: number, high: number): string =>
  `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}\u00a0%`;

/** Date and time in the reader's way, to the minute. */
export const dateTime = (iso: string): string =>
  new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A safe file name made of a case's name. */
export const fileNameOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'case';
