/** Date and time to the minute, in universal time: the same report reads the same everywhere. */
export const utc = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
