/** Strings as R4 has them: no control characters but tab and line ends, and never empty. */

/** Also what is no character at all: halves of surrogate pairs, and code points that never will be. */
const UNFIT = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/** The text without what R4 does not take, and without blanks around it; may be empty then. */
export const fitText = (text: string): string =>
  text.replace(UNFIT, (character) => (/[\t\r\n]/.test(character) ? character : '')).trim();

/**
 * A resource whose strings fit, without what is left empty: a name of blanks is no name. The bytes of
 * an attachment (`data`) are taken as they are.
 */
export function withFitStrings<Resource extends object>(resource: Resource): Resource {
  return (fit(resource) ?? {}) as Resource;
}

function fit(value: unknown): unknown {
  if (typeof value === 'string') return fitText(value) || undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(fit).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  const entries = Object.entries(value)
    .map(([key, item]) => [key, key === 'data' ? item : fit(item)] as const)
    .filter(([, item]) => item !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
