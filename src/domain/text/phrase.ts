import type { Values } from '../message.ts';

/** Makes a sentence of its values. */
export type Phrase = (values: Values) => string;
export type Phrases = Readonly<Record<string, Phrase>>;

/** The same phrases in another language: every key of the English ones, none besides. */
export type Translated<English extends Phrases> = { readonly [Key in keyof English]: Phrase };
