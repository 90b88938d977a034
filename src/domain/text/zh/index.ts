import type { Phrases } from '../phrase.ts';

export const zh: Phrases = {};
