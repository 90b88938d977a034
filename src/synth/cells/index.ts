import type { ClassCode } from '../../domain/classes.ts';
import type { Random } from '../random.ts';
import { ABNORMAL } from './abnormal.ts';
import { ERYTHROID } from './erythroid.ts';
import { GRANULOCYTIC } from './granulocytic.ts';
import { INFREQUENT } from './infrequent.ts';
import { HAEMATOGONE, LYMPHOID } from './lymphoid.ts';
import { MEGAKARYOCYTIC } from './megakaryocytic.ts';
import { MONOCYTIC } from './monocytic.ts';
import type { Morphology } from './morphology.ts';
import { UNCOUNTABLE } from './uncountable.ts';

/** Every kind of nucleated cell that can be rendered. */
export const MORPHOLOGIES: readonly Morphology[] = [
  ...GRANULOCYTIC,
  ...ERYTHROID,
  ...LYMPHOID,
  ...MONOCYTIC,
  ...MEGAKARYOCYTIC,
  ...ABNORMAL,
  ...INFREQUENT,
  ...UNCOUNTABLE,
];

const haematogone = LYMPHOID.find((m) => m.name === HAEMATOGONE) as Morphology;

/**
 * Draws a kind of the class in proportion to the kinds' weights.
 *
 * @param code a class, or null for an uncountable cell.
 * @param haematogoneShare share of lymphocytes drawn as haematogones, 0–1.
 */
export function drawMorphology(
  code: ClassCode | null,
  random: Random,
  haematogoneShare = 0,
): Morphology {
  if (code === 'LYM' && random.chance(haematogoneShare)) return haematogone;
  const kinds = MORPHOLOGIES.filter((m) => m.code === code);
  return kinds[random.weighted(kinds.map((m) => m.weight))] as Morphology;
}
