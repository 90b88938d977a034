import { smoothstep } from '../noise.ts';
import type { Random } from '../random.ts';
import type { OpticalCanvas, PixelWindow } from '../raster.ts';
import { smoothMax } from '../shape.ts';
import { type Density, mixDensity, type StainedSlide } from '../stain.ts';
import { granuleLayer } from './granules.ts';
import { CellModel, MARGIN, vacuoleAt } from './model.ts';
import type { Morphology } from './morphology.ts';

/** Where a cell lies: its middle and radius in micrometres. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Summed density below which the rags of a torn cell no longer show against the plasma. */
const FAINT = 0.14;
/** Half-width of a membrane's soft edge, micrometres. */
const EDGE = 0.13;
/** The nuclear membrane lies above and below the focal plane too, and so looks softer. */
const NUCLEAR_EDGE = 0.2;

/**
 * Paints a nucleated cell onto the canvas and records its clearance. It yields to cells painted
 * before: where outlines meet, the later cell is moulded against the earlier one.
 *
 * @returns the smallest window that holds the cell's visible pixels, or null if none is visible.
 */
export function paintCell(
  canvas: OpticalCanvas,
  morphology: Morphology,
  placement: Placement,
  slide: StainedSlide,
  random: Random,
): PixelWindow | null {
  const model = new CellModel(morphology, placement.radius, random);
  const stainAt = model.stain(random);
  const vacuoles = model.vacuoles(random);
  const turn = random.between([0, 2 * Math.PI]);
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  const mirror = random.chance(0.5) ? -1 : 1;
  const frame = { x: placement.x, y: placement.y, cos, sin, mirror };

  const { cytoplasm } = morphology;
  // Neighbours never take the stain quite alike.
  const uptake = random.between([0.86, 1.14]);
  const [baseRed, baseGreen, baseBlue] = mixDensity(slide, cytoplasm.dyes);
  const base: Density = [uptake * baseRed, uptake * baseGreen, uptake * baseBlue];
  const blueOnly = mixDensity(slide, { basophilia: cytoplasm.dyes.basophilia ?? 0 });
  const smear = morphology.smear ?? 0;
  const nuclearEdge = NUCLEAR_EDGE + 1.1 * smear;

  const reach = model.outline.reach + MARGIN;
  const window = canvas.windowAround(placement.x, placement.y, reach);
  const width = window.x1 - window.x0;
  const granules = granuleLayer(canvas, window, frame, morphology, model, slide, random);
  const scale = canvas.micrometresPerPixel;
  const pixel: [number, number, number] = [0, 0, 0];
  const seen = { x0: canvas.width, y0: canvas.height, x1: -1, y1: -1 };

  for (let py = window.y0; py < window.y1; py++) {
    const dy = (py + 0.5) * scale - placement.y;
    for (let px = window.x0; px < window.x1; px++) {
      const dx = (px + 0.5) * scale - placement.x;
      const x = cos * dx + sin * dy;
      const y = mirror * (cos * dy - sin * dx);
      const index = py * canvas.width + px;
      const clearance = canvas.clearance[index] as number;
      const own = model.outlineAt(x, y);
      if (own > MARGIN) continue;
      const d = clearance > MARGIN ? own : smoothMax(own, 0.04 - clearance, 0.5);
      canvas.clearance[index] = Math.min(clearance, d);
      // A torn membrane has no edge: the cytoplasm runs out into the plasma.
      const body = smoothstep(EDGE, -EDGE - 2.5 * smear, d) * (1 - 0.3 * smear);
      if (body <= 0) continue;

      const dn = smoothMax(model.nucleusAt(x, y), d + 0.3, 0.5);
      let nucleus = smoothstep(nuclearEdge, -nuclearEdge, dn);
      if (smear > 0) {
        const strand = model.noise.fractal(
          x / 4.5 + 3,
          y / 1.1 + 1.5 * model.noise.sample(x / 5, y / 3),
          3,
        );
        nucleus *= 1 - smear * (0.3 + 0.6 * strand);
      }

      cytoplasmDensity(pixel, base, blueOnly, morphology, model, x, y, d, dn);
      const vacuole = vacuoles.length > 0 ? vacuoleAt(vacuoles, x, y) : 0;
      let amount = body * (1 - 0.86 * vacuole);
      // Little cytoplasm lies above and below a nucleus.
      amount *= 1 - 0.55 * nucleus;
      let r = pixel[0] * amount;
      let g = pixel[1] * amount;
      let b = pixel[2] * amount;
      if (nucleus > 0) {
        const stain = stainAt(x - model.nucleusX, y, dn, model.creaseAt(x, y));
        const share = nucleus * Math.min(1, body + smear) * (1 - 0.6 * vacuole);
        const c = slide.chromatin;
        const n = slide.basophilia;
        r += share * (stain.chromatin * c[0] + stain.basophilia * n[0]);
        g += share * (stain.chromatin * c[1] + stain.basophilia * n[1]);
        b += share * (stain.chromatin * c[2] + stain.basophilia * n[2]);
      }
      if (granules) {
        const local = (py - window.y0) * width + (px - window.x0);
        const clear = body * (1 - vacuole);
        r += clear * (granules.red[local] as number);
        g += clear * (granules.green[local] as number);
        b += clear * (granules.blue[local] as number);
      }
      canvas.red[index] = (canvas.red[index] as number) + r;
      canvas.green[index] = (canvas.green[index] as number) + g;
      canvas.blue[index] = (canvas.blue[index] as number) + b;
      if (smear > 0 ? r + g + b > FAINT : body >= 0.5) {
        if (px < seen.x0) seen.x0 = px;
        if (px >= seen.x1) seen.x1 = px + 1;
        if (py < seen.y0) seen.y0 = py;
        if (py >= seen.y1) seen.y1 = py + 1;
      }
    }
  }
  return seen.x1 < 0 ? null : seen;
}

/** Density of the cytoplasm at a point of the cell's frame, written to `out`. */
function cytoplasmDensity(
  out: [number, number, number],
  base: Density,
  blueOnly: Density,
  morphology: Morphology,
  model: CellModel,
  x: number,
  y: number,
  distance: number,
  toNucleus: number,
): void {
  const { cytoplasm } = morphology;
  const thick = 0.74 + 0.26 * smoothstep(0, 0.3 * model.radius, -distance);
  const cloud = model.noise.fractal(x / 2.2 + 21, y / 2.2, 2);
  const froth = smoothstep(0, 0.5, model.noise.cellular(x / 0.62 + cloud, y / 0.62 + cloud));
  const grain = model.noise.fractal(x / 0.45 + 5, y / 0.45, 2);
  let amount = thick * (1 + cytoplasm.texture * (0.9 * cloud + 0.5 * grain + 0.75 * (0.5 - froth)));
  if (cytoplasm.halo) {
    amount *= 1 - cytoplasm.halo * Math.exp(-((Math.max(0, toNucleus) / 0.7) ** 2));
  }
  let blue = 0;
  if (cytoplasm.rim) blue += cytoplasm.rim * Math.exp(-(((distance + 0.2) / 1.1) ** 2));
  if (cytoplasm.hof) {
    const away = Math.hypot(x - model.hof.x, 0.8 * (y - model.hof.y)) / model.hof.r;
    blue -= cytoplasm.hof * Math.exp(-(away ** 2)) * (blue + 1);
  }
  for (let i = 0; i < 3; i++) {
    const of = i as 0 | 1 | 2;
    out[of] = amount * Math.max(0, base[of] + blue * blueOnly[of]);
  }
}
