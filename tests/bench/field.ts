import type { Scale, TruthCell } from '../../src/domain/case.ts';
import type { PixelImage } from '../../src/engine/api.ts';
import { renderField } from '../../src/synth/field.ts';
import { DEFAULT_FIELD, type FieldSpec } from '../../src/synth/spec.ts';

/** Pixels. */
export const FIELD_SIZE = { width: 640, height: 480 } as const;

/** A marrow of many kinds at the size and crowding of a camera's field: 102 × 77 µm, 18 cells. */
const FIELD: FieldSpec = {
  ...DEFAULT_FIELD,
  ...FIELD_SIZE,
  micrometresPerPixel: 0.16,
  nucleatedCells: 18,
  composition: { LBL: 6, LYM: 4, MYC: 3, MMC: 2, SEG: 4, EOS: 1, MON: 1, PCE: 3, OCE: 2 },
};
const SEED = 5200;

/** The field that is measured. Rendered, so that every machine has the same. */
export interface BenchField {
  readonly image: PixelImage;
  /** Given, so that measuring the red cells is no part of the comparison. */
  readonly scale: Scale;
  readonly truth: readonly TruthCell[];
}

export function benchField(): BenchField {
  const { width, height, data, micrometresPerPixel, truth } = renderField(FIELD, SEED);
  return {
    image: { width, height, data, channels: 4 },
    scale: { micrometresPerPixel, source: 'entered' },
    truth,
  };
}
