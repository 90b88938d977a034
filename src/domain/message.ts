import { z } from 'zod';

/**
 * Something said to the user and kept: in English as it was said, so that a record reads the same
 * for ever, and by key and values where another language can say it too (see `text/`).
 */
export const messageSchema = z.object({
  text: z.string(),
  /** A key of the texts in `text/`. */
  key: z.string().exactOptional(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
});
export type Message = z.infer<typeof messageSchema>;

/** What a message's sentence is made of. */
export type Values = Readonly<Record<string, string | number>>;
