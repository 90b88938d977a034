import { type PlaneNoise, smoothstep } from './noise.ts';
import type { Random } from './random.ts';
import type { OpticalCanvas } from './raster.ts';
import { RadialOutline, smoothMax } from './shape.ts';
import type { StainedSlide } from './stain.ts';

/** Mean radius of a red cell, micrometres (ICSH: 7.5 µm across on a film). */
const RADIUS = 3.75;
/** Least distance between a red cell's middle and a nucleated cell, micrometres. */
const NEAREST = 1.7;

interface Disc {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/** Draws places for red cells: single, overlapping and in short rouleaux. */
function placeRedCells(canvas: OpticalCanvas, perArea: number, random: Random): Disc[] {
  const width = canvas.width * canvas.micrometresPerPixel;
  const height = canvas.height * canvas.micrometresPerPixel;
  let free = 0;
  for (let i = 0; i < canvas.clearance.length; i += 16) {
    if ((canvas.clearance[i] as number) > 0) free += 16;
  }
  const wanted = Math.round((perArea * free * canvas.micrometresPerPixel ** 2) / 1000);
  const placed: Disc[] = [];
  for (let attempt = 0; attempt < 60 * wanted && placed.length < wanted; attempt++) {
    const r = RADIUS * Math.max(0.75, random.normal(1, 0.07));
    let x = random.between([-r * 0.6, width + r * 0.6]);
    let y = random.between([-r * 0.6, height + r * 0.6]);
    const beside = placed[random.whole([0, Math.max(0, placed.length - 1)])];
    if (beside && random.chance(0.55)) {
      const angle = random.between([0, 2 * Math.PI]);
      const away = (beside.r + r) * random.between([0.72, 1.02]);
      x = beside.x + away * Math.cos(angle);
      y = beside.y + away * Math.sin(angle);
      if (x < -r || y < -r || x > width + r || y > height + r) continue;
    }
    if (canvas.clearanceAt(x, y) < NEAREST) continue;
    let overlaps = 0;
    let smothered = false;
    for (const other of placed) {
      const gap = Math.hypot(other.x - x, other.y - y) - other.r - r;
      if (gap < -0.6 * r) smothered = true;
      else if (gap < -0.2) overlaps++;
    }
    if (smothered || overlaps > 2) continue;
    placed.push({ x, y, r });
  }
  return placed;
}

/** Paints one biconcave disc, pressed flat where it meets a nucleated cell. */
function paintRedCell(
  canvas: OpticalCanvas,
  disc: Disc,
  slide: StainedSlide,
  noise: PlaneNoise,
  random: Random,
): void {
  const outline = RadialOutline.irregular(random, {
    radius: disc.r,
    elongation: random.between([1, random.chance(0.15) ? 1.45 : 1.16]),
    roughness: random.chance(0.06) ? 0.07 : 0.022,
  });
  const haemoglobin = random.between([0.72, 1.02]);
  const pallor = random.chance(0.2) ? random.between([0.02, 0.2]) : random.between([0.3, 0.72]);
  const pallorWidth = random.between([0.38, 0.56]);
  const pallorX = random.normal(0, 0.08) * disc.r;
  const pallorY = random.normal(0, 0.08) * disc.r;
  const window = canvas.windowAround(disc.x, disc.y, outline.reach + 0.3);
  const scale = canvas.micrometresPerPixel;
  const dye = slide.haemoglobin;
  for (let py = window.y0; py < window.y1; py++) {
    const y = (py + 0.5) * scale - disc.y;
    for (let px = window.x0; px < window.x1; px++) {
      const x = (px + 0.5) * scale - disc.x;
      const index = py * canvas.width + px;
      const clearance = canvas.clearance[index] as number;
      let d = outline.distance(x, y);
      if (d > 0.3) continue;
      if (clearance < 2) d = smoothMax(d, 0.06 - clearance, 0.9);
      const cover = smoothstep(0.14, -0.14, d);
      if (cover <= 0) continue;
      const radius = outline.radiusTowards(x, y);
      const from = Math.hypot(x - pallorX, y - pallorY) / radius;
      const dip = pallor * (1 - smoothstep(pallorWidth - 0.32, pallorWidth + 0.3, from));
      // The disc is thickest in a ring, and thins over its last half micrometre.
      const edge = 0.68 + 0.32 * smoothstep(0, 0.75, -d);
      const amount = haemoglobin * cover * edge * (1 - dip);
      canvas.add(index, dye, amount * (1 + 0.05 * noise.sample(px * scale, py * scale)));
    }
  }
}

/**
 * Paints the red cells between the nucleated cells.
 *
 * @param perArea red cells per 1000 µm² of free field.
 */
export function paintRedCells(
  canvas: OpticalCanvas,
  perArea: number,
  slide: StainedSlide,
  noise: PlaneNoise,
  random: Random,
): void {
  for (const disc of placeRedCells(canvas, perArea, random)) {
    paintRedCell(canvas, disc, slide, noise, random);
  }
}
