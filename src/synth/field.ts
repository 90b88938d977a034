import type { TruthCell } from '../domain/case.ts';
import { paintPlasma, paintPlatelets, paintPrecipitate } from './background.ts';
import type { Morphology } from './cells/morphology.ts';
import { paintCell } from './cells/paint.ts';
import { varyMorphology } from './cells/vary.ts';
import { planCells } from './layout.ts';
import { PlaneNoise } from './noise.ts';
import { photograph } from './optics.ts';
import { createRandom, type Random } from './random.ts';
import { OpticalCanvas } from './raster.ts';
import { paintRedCells } from './redCells.ts';
import type { FieldSpec, RenderedField } from './spec.ts';
import { stainSlide, varySlide } from './stain.ts';

/** Every kind of cell as this slide shows it. */
function slideKinds(random: Random, variation: number): (kind: Morphology) => Morphology {
  const known = new Map<Morphology, Morphology>();
  return (kind) => {
    const seen = known.get(kind) ?? varyMorphology(kind, random, variation);
    known.set(kind, seen);
    return seen;
  };
}

/**
 * Renders a Wright–Giemsa bone-marrow field. The same spec and seed give the same bytes (on one
 * JavaScript engine: others may round transcendental functions differently in the last place).
 *
 * @param spec what the field holds; see `FieldSpec`.
 * @param seed any finite number; its low 32 bits count.
 * @returns the picture and, for every nucleated cell in it, its tight box clipped to the picture.
 * @throws RangeError if countable cells are asked for and `composition` names no class.
 */
export function renderField(spec: FieldSpec, seed: number): RenderedField {
  const random = createRandom(seed);
  // One stream for each layer: a change to one leaves the others as they were.
  const plan = random.fork();
  const cells = random.fork();
  const red = random.fork();
  const rest = random.fork();
  const camera = random.fork();
  const noise = new PlaneNoise(rest.fork());
  const strays = random.fork();
  const slide = varySlide(stainSlide(spec.stain), strays, spec.variation);
  const kinds = slideKinds(strays, spec.variation);
  const canvas = new OpticalCanvas(spec.width, spec.height, spec.micrometresPerPixel);

  const truth: TruthCell[] = [];
  for (const cell of planCells(spec, plan)) {
    const kind = varyMorphology(kinds(cell.morphology), strays, spec.variation / 2);
    const seen = paintCell(canvas, kind, cell, slide, cells.fork());
    if (!seen) continue;
    truth.push({
      box: { x: seen.x0, y: seen.y0, width: seen.x1 - seen.x0, height: seen.y1 - seen.y0 },
      label: cell.morphology.code,
      countable: cell.morphology.code !== null,
    });
  }
  paintPlasma(canvas, slide, noise);
  paintRedCells(canvas, spec.redCellDensity, slide, noise, red);
  paintPlatelets(canvas, spec.platelets, slide, noise, rest);
  paintPrecipitate(canvas, spec.precipitate, slide, rest);
  return {
    width: spec.width,
    height: spec.height,
    data: photograph(canvas, spec, camera),
    micrometresPerPixel: spec.micrometresPerPixel,
    truth,
  };
}
