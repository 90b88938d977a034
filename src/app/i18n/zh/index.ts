import type { Texts } from '../shape.ts';

/** Simplified Chinese texts of the interface. */
export const zh: Partial<Texts> = {};
