import { type ClassCode, type Label, UNRESOLVED_GROUPS } from '../domain/classes.ts';
import { paintPlasma } from './background.ts';
import { MORPHOLOGIES } from './cells/index.ts';
import type { Morphology } from './cells/morphology.ts';
import { paintCell } from './cells/paint.ts';
import { PlaneNoise } from './noise.ts';
import { photograph } from './optics.ts';
import { createRandom, mix32, type Random } from './random.ts';
import { OpticalCanvas } from './raster.ts';
import { paintRedCells } from './redCells.ts';
import { DEFAULT_FIELD, type FieldSpec } from './spec.ts';
import { stainSlide } from './stain.ts';

/** What an example shows: a label, or a cell that a differential leaves out. */
export type ExampleKey = Label | 'uncountable';

/** An example to be rendered: the name of its morphology and the seed that fixes the picture. */
export interface ExamplePlan {
  readonly kind: string;
  readonly seed: number;
  /** Side of the square picture, micrometres. */
  readonly span: number;
}

/** A rendered example: one cell of the kind in the middle of a square picture. */
export interface RenderedExample {
  /** Pixels, both ways. */
  readonly side: number;
  /** RGBA, row by row from the top left, opaque. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly micrometresPerPixel: number;
}

/** Side of most pictures, micrometres: the largest cell but a megakaryocyte fits with a margin. */
const SPAN = 26;
/** Side where the cell, or the clump that makes it what it is, would not fit. */
const WIDE_SPAN = 44;
const MICROMETRES_PER_PIXEL = 0.1;
/** Examples of a page; one fewer where they take up more room. */
const MOST_EXAMPLES = 4;

/** Evenly lit and thinly spread, so that the cell alone is looked at. */
const EXAMPLE_FIELD: Omit<FieldSpec, 'width' | 'height'> = {
  ...DEFAULT_FIELD,
  micrometresPerPixel: MICROMETRES_PER_PIXEL,
  redCellDensity: 5,
  light: { vignette: 0, gradient: 0, direction: 0, white: [250, 246, 249] },
  blur: 0.12,
  noise: 1.6,
};

const morphology = (kind: string): Morphology => {
  const found = MORPHOLOGIES.find(({ name }) => name === kind);
  if (!found) throw new RangeError(`No morphology is called ${kind}.`);
  return found;
};

const spanOf = ({ diameter, clustered }: Morphology): number =>
  clustered || diameter[1] > SPAN ? WIDE_SPAN : SPAN;

/** The kinds of a class in turn, the more frequent ones again where there is room. */
function kindsOf(code: ClassCode | null, most = MOST_EXAMPLES): Morphology[] {
  const kinds = MORPHOLOGIES.filter((m) => m.code === code).toSorted((a, b) => b.weight - a.weight);
  const count = kinds.some((kind) => spanOf(kind) > SPAN) ? most - 1 : most;
  const drawn = Array.from({ length: count }, (_, i) => i % kinds.length);
  return drawn.toSorted((a, b) => a - b).map((i) => kinds[i] as Morphology);
}

const GROUP_MEMBERS = new Map<string, readonly ClassCode[]>(
  UNRESOLVED_GROUPS.map(({ id, members }) => [id, members]),
);

function kindsShown(key: ExampleKey): Morphology[] {
  if (key === 'uncountable') return kindsOf(null);
  const members = GROUP_MEMBERS.get(key);
  // One of each class that the group leaves open.
  if (members) return members.map((code) => kindsOf(code)[0] as Morphology);
  return kindsOf(key as ClassCode);
}

/** The examples of a label, always the same. A haematogone stands with the lymphocytes. */
export function examplePlans(key: ExampleKey): ExamplePlan[] {
  // Of the key's letters, so that no two labels share their seeds.
  const base = [...key].reduce((hash, letter) => mix32(hash * 31 + letter.charCodeAt(0)), 7);
  return kindsShown(key).map((kind, i) => ({
    kind: kind.name,
    span: spanOf(kind),
    seed: (base + i) & 0x7fffffff,
  }));
}

/** Cells of a clump around the middle one: [angle in turns, distance in sums of the two radii]. */
const CLUMP = [
  [0, 0.87],
  [0.17, 0.92],
  [0.35, 0.86],
  [0.54, 0.9],
  [0.73, 0.88],
] as const;

/** Places in micrometres: the cell in the middle, and its neighbours where it lies in a clump. */
function places(kind: Morphology, span: number, random: Random) {
  // Inner three quarters of the range: a picture of the class, not of its extremes.
  const [low, high] = kind.diameter;
  const reach = (high - low) / 8;
  const radius = () => random.between([low + reach, high - reach]) / 2;
  const middle = { x: span / 2, y: span / 2, radius: radius() };
  if (!kind.clustered) return [middle];
  const turn = random.next();
  const beside = CLUMP.map(([angle, away]) => {
    const direction = 2 * Math.PI * (angle + turn);
    const own = radius();
    const distance = away * (middle.radius + own);
    return {
      x: middle.x + distance * Math.cos(direction),
      y: middle.y + distance * Math.sin(direction),
      radius: own,
    };
  });
  return [middle, ...beside];
}

/**
 * Renders an example. The same plan gives the same bytes (on one JavaScript engine).
 *
 * @throws RangeError if no morphology has the plan's name.
 */
export function renderExample({ kind, seed, span }: ExamplePlan): RenderedExample {
  const cell = morphology(kind);
  const side = Math.round(span / MICROMETRES_PER_PIXEL);
  const random = createRandom(seed);
  const cells = random.fork();
  const red = random.fork();
  const camera = random.fork();
  const noise = new PlaneNoise(random.fork());
  const spec: FieldSpec = { ...EXAMPLE_FIELD, width: side, height: side };
  const slide = stainSlide(spec.stain);
  const canvas = new OpticalCanvas(side, side, MICROMETRES_PER_PIXEL);
  for (const place of places(cell, span, cells)) {
    paintCell(canvas, cell, place, slide, cells.fork());
  }
  paintPlasma(canvas, slide, noise);
  paintRedCells(canvas, spec.redCellDensity, slide, noise, red);
  return {
    side,
    data: photograph(canvas, spec, camera),
    micrometresPerPixel: MICROMETRES_PER_PIXEL,
  };
}
