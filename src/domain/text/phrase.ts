import type { Values } from '../message.ts';

/** Makes a sentence of its values. */
export type Phrase = (values: Values) => string;
export type Phrases = Readonly<Record<string, Phrase>>;
