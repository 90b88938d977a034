import type { z } from 'zod';

/**
 * Something small that this browser keeps under a key; `nothing` where it is missing, closed or
 * damaged. A text that cannot be read is put aside, so that nothing written later destroys it.
 */
export function readKept<Schema extends z.ZodType>(
  key: string,
  schema: Schema,
  nothing: z.infer<Schema>,
): z.infer<Schema> {
  let text: string | null = null;
  try {
    text = localStorage.getItem(key);
    return text === null ? nothing : schema.parse(JSON.parse(text));
  } catch {
    if (text !== null) keep(`${key}.unreadable`, text);
    return nothing;
  }
}

/** False where the storage is closed or full. */
export const writeKept = (key: string, value: unknown): boolean => keep(key, JSON.stringify(value));

function keep(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
