import { smoothstep } from '../noise.ts';
import type { Random } from '../random.ts';
import type { OpticalCanvas, PixelWindow } from '../raster.ts';
import type { RadialOutline } from '../shape.ts';
import type { StainedSlide } from '../stain.ts';
import type { Granules, Morphology } from './morphology.ts';
import type { Disc } from './texture.ts';

/** What granules need to know of the cell that holds them. */
interface GranularCell {
  readonly outline: RadialOutline;
  readonly hof: Disc;
  nucleusAt(x: number, y: number): number;
}

/** The cell's frame within the field. */
interface Frame {
  readonly x: number;
  readonly y: number;
  readonly cos: number;
  readonly sin: number;
  readonly mirror: number;
}

/** Optical density of a cell's granules over its window, row by row. */
export interface GranuleLayer {
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
}

/** Whether a granule may lie at a point of the cell's frame. */
function lies(spec: Granules, cell: GranularCell, x: number, y: number, random: Random): boolean {
  if (cell.outline.distance(x, y) > -0.35) return false;
  if (cell.nucleusAt(x, y) < 0.1 && !random.chance(spec.overNucleus)) return false;
  if (!spec.fromHof) return true;
  const away = Math.hypot(x - cell.hof.x, y - cell.hof.y) / cell.hof.r;
  return random.chance(0.35 + 0.65 * Math.exp(-away * away * 0.6));
}

/** Scatters the granules of a cell; null where its kind has none. */
export function granuleLayer(
  canvas: OpticalCanvas,
  window: PixelWindow,
  frame: Frame,
  morphology: Morphology,
  cell: GranularCell,
  slide: StainedSlide,
  random: Random,
): GranuleLayer | null {
  if (!morphology.granules) return null;
  const width = window.x1 - window.x0;
  const height = window.y1 - window.y0;
  const pixels = Math.max(0, width * height);
  const layer: GranuleLayer = {
    red: new Float32Array(pixels),
    green: new Float32Array(pixels),
    blue: new Float32Array(pixels),
  };
  const scale = canvas.micrometresPerPixel;
  const reach = cell.outline.reach;
  const strength = new Float32Array(pixels);

  for (const spec of morphology.granules) {
    strength.fill(0);
    const count = Math.round(random.between(spec.density) * 4 * reach * reach);
    for (let i = 0; i < count; i++) {
      const x = random.between([-reach, reach]);
      const y = random.between([-reach, reach]);
      const r = random.between(spec.radius);
      const amount = spec.amount * random.between([0.65, 1.15]);
      if (!lies(spec, cell, x, y, random)) continue;
      // From the cell's frame (turned, perhaps mirrored) back to the field's.
      const v = frame.mirror * y;
      const cx = (frame.x + frame.cos * x - frame.sin * v) / scale - window.x0;
      const cy = (frame.y + frame.sin * x + frame.cos * v) / scale - window.y0;
      const spread = (r + 0.12) / scale;
      const y1 = Math.min(height, Math.ceil(cy + spread));
      const x1 = Math.min(width, Math.ceil(cx + spread));
      for (let py = Math.max(0, Math.floor(cy - spread)); py < y1; py++) {
        for (let px = Math.max(0, Math.floor(cx - spread)); px < x1; px++) {
          const d = Math.hypot(px + 0.5 - cx, py + 0.5 - cy) * scale - r;
          const here = amount * smoothstep(0.1, -0.12, d);
          const at = py * width + px;
          if (here > (strength[at] as number)) strength[at] = here;
        }
      }
    }
    const dye = slide[spec.dye];
    for (let i = 0; i < pixels; i++) {
      const s = strength[i] as number;
      if (s === 0) continue;
      layer.red[i] = (layer.red[i] as number) + s * dye[0];
      layer.green[i] = (layer.green[i] as number) + s * dye[1];
      layer.blue[i] = (layer.blue[i] as number) + s * dye[2];
    }
  }
  return layer;
}
