import type { Phrases } from '../phrase.ts';

/** What can go wrong, in words for the user: what happened, and what helps. */
export const problems = {} as const satisfies Phrases;
