import type { Lineage } from './classes.ts';

/**
 * Colour of each lineage, on the image and in lists. Chosen to stand out from eosin pink and azure
 * violet, and to carry white text at 4.5 : 1 or better. Never the only sign: a code stands beside.
 */
export const LINEAGE_COLOURS: Readonly<Record<Lineage, string>> = {
  granulocytic: '#0b6b3a',
  monocytic: '#8a5a00',
  erythroid: '#b3261e',
  lymphoid: '#1d4ed8',
  megakaryocytic: '#7a1fa2',
  abnormal: '#1c1c1e',
  other: '#45505e',
};

/** Uncountable cells, and cells that nobody has named. */
export const UNCOUNTABLE_COLOUR = '#6b7280';
