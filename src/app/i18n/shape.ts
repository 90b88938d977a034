import type { en } from './en/index.ts';

/** The texts of a language: every key of the English ones; the singular is not told apart in all. */
type Shape<Texts> = {
  readonly [Key in keyof Texts as Key extends `${string}_one`
    ? never
    : Key]: Texts[Key] extends string ? string : Shape<Texts[Key]>;
};
export type Texts = Shape<typeof en>;

/** The texts of one part file in another language. */
export type Part<English> = Shape<English>;
