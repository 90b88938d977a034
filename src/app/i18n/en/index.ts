import { atlas } from './atlas.ts';
import { core } from './core.ts';

/** English texts of the interface; one file a part. Another language has the same shape. */
export const en = {
  ...core,
  ...atlas,
};
