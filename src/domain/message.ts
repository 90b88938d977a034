import { z } from 'zod';

/**
 * Something said to the user and kept: in English as it was said, so that a record reads the same
 * for ever, and by key and values where another language can say it too (see `text/`). A value may
 * be a message itself, such as the reason why something failed.
 */
export interface Message {
  text: string;
  /** A key of the texts in `text/`. */
  key?: string;
  values?: Record<string, string | number | Message>;
}
export const messageSchema = z.object({
  text: z.string(),
  key: z.string().exactOptional(),
  get values() {
    return z
      .record(z.string(), z.union([z.string(), z.number(), messageSchema as z.ZodType<Message>]))
      .exactOptional();
  },
});

/** What a message is made of. */
export type MessageValues = Readonly<Record<string, string | number | Message>>;

/** The same with every message told in one language: what a sentence is made of. */
export type Values = Readonly<Record<string, string | number>>;
