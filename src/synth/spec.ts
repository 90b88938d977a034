import type { TruthCell } from '../domain/case.ts';
import type { ClassCode } from '../domain/classes.ts';
import type { StainSpec } from './stain.ts';

/** How the microscope lights the field. Shares are of the full brightness. */
export interface LightSpec {
  /** Darkening in the corners. */
  readonly vignette: number;
  /** Fall from one side of the field to the other. */
  readonly gradient: number;
  /** Direction of the gradient, degrees. */
  readonly direction: number;
  /** Colour of the empty slide, 0–255. */
  readonly white: readonly [number, number, number];
}

/** Everything that a rendered field is made of. */
export interface FieldSpec {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly micrometresPerPixel: number;
  /** Weights of the classes among the countable cells; need not sum to 1. */
  readonly composition: Readonly<Partial<Record<ClassCode, number>>>;
  /** Nucleated cells, countable and uncountable together. */
  readonly nucleatedCells: number;
  /** Share of the nucleated cells that are uncountable (rounded to whole cells), 0–1. */
  readonly uncountableShare: number;
  /** Share of the lymphocytes that are haematogones, 0–1. */
  readonly haematogoneShare: number;
  /** Red cells per 1000 µm² of the field that no nucleated cell covers; 0 none … 12 crowded. */
  readonly redCellDensity: number;
  /** Number of platelets. */
  readonly platelets: number;
  /** Number of specks of stain precipitate. */
  readonly precipitate: number;
  readonly stain: StainSpec;
  /**
   * How far cells and dyes stray from the textbook, 0 not at all … 1 as laboratories differ.
   * Every slide strays in its own way, each of its cells by half as much again.
   */
  readonly variation: number;
  readonly light: LightSpec;
  /** Standard deviation of the focus blur, micrometres. */
  readonly blur: number;
  /** Standard deviation of the sensor noise at full brightness, of 255. */
  readonly noise: number;
}

/** A rendered field with its exact ground truth. */
export interface RenderedField {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row from the top left, opaque. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly micrometresPerPixel: number;
  /** Every nucleated cell with a visible pixel. */
  readonly truth: TruthCell[];
}

/** A plain, well-stained field without cells of any class: spread it and set `composition`. */
export const DEFAULT_FIELD: FieldSpec = {
  width: 1024,
  height: 768,
  micrometresPerPixel: 0.1,
  composition: {},
  nucleatedCells: 17,
  uncountableShare: 0.1,
  haematogoneShare: 0,
  redCellDensity: 8,
  platelets: 8,
  precipitate: 10,
  stain: { hue: 0, strength: 1 },
  variation: 0,
  light: { vignette: 0.08, gradient: 0.04, direction: 30, white: [250, 245, 248] },
  blur: 0.14,
  noise: 2.2,
};
