import type { problems as english } from '../en/problems.ts';
import type { Translated } from '../phrase.ts';

/** What can go wrong, in words for the user: what happened, and what helps. */
export const problems: Translated<typeof english> = {};
