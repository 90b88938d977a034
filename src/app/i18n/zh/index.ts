import type { Texts } from '../shape.ts';
import { atlas } from './atlas.ts';
import { core } from './core.ts';

/** Simplified Chinese texts of the interface: complete, or it is no `Texts`. */
export const zh: Texts = {
  ...core,
  ...atlas,
};
