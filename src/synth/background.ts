import { type PlaneNoise, smoothstep } from './noise.ts';
import type { Random } from './random.ts';
import type { OpticalCanvas } from './raster.ts';
import { RadialOutline } from './shape.ts';
import { mixDensity, type StainedSlide } from './stain.ts';

/** Stained plasma: a thin, cloudy film over the whole field. */
export function paintPlasma(canvas: OpticalCanvas, slide: StainedSlide, noise: PlaneNoise): void {
  const film = mixDensity(slide, { eosin: 0.05, basophilia: 0.025 });
  const scale = canvas.micrometresPerPixel;
  for (let py = 0; py < canvas.height; py++) {
    for (let px = 0; px < canvas.width; px++) {
      const cloud = noise.fractal((px * scale) / 14, (py * scale) / 14, 3);
      canvas.add(py * canvas.width + px, film, 1 + 0.7 * cloud);
    }
  }
}

/** Platelets: 2–3 µm, pale blue with a violet granulomere, single or in small groups. */
export function paintPlatelets(
  canvas: OpticalCanvas,
  count: number,
  slide: StainedSlide,
  noise: PlaneNoise,
  random: Random,
): void {
  const scale = canvas.micrometresPerPixel;
  const hyalomere = mixDensity(slide, { basophilia: 0.22, neutrophil: 0.16 });
  const granulomere = mixDensity(slide, { azurophil: 0.26, chromatin: 0.12 });
  let last: { x: number; y: number } | null = null;
  let placed = 0;
  for (let attempt = 0; attempt < 40 * count && placed < count; attempt++) {
    const r = random.between([0.9, 1.5]);
    const grouped: boolean = last !== null && random.chance(0.4);
    const x: number = grouped
      ? (last?.x ?? 0) + random.normal(0, 2.6)
      : random.between([0, canvas.width * scale]);
    const y: number = grouped
      ? (last?.y ?? 0) + random.normal(0, 2.6)
      : random.between([0, canvas.height * scale]);
    if (canvas.clearanceAt(x, y) < r + 0.3) continue;
    last = { x, y };
    placed++;
    const outline = RadialOutline.irregular(random, {
      radius: r,
      elongation: random.between([1, 1.5]),
      roughness: 0.1,
    });
    const window = canvas.windowAround(x, y, outline.reach + 0.3);
    for (let py = window.y0; py < window.y1; py++) {
      for (let px = window.x0; px < window.x1; px++) {
        const dx = (px + 0.5) * scale - x;
        const dy = (py + 0.5) * scale - y;
        const d = outline.distance(dx, dy);
        const cover = smoothstep(0.16, -0.16, d);
        if (cover <= 0) continue;
        const index = py * canvas.width + px;
        const grain = noise.fractal((px * scale) / 0.55, (py * scale) / 0.55, 2);
        const inner = smoothstep(-0.1, -0.6 * r, d);
        canvas.add(index, hyalomere, cover);
        canvas.add(index, granulomere, cover * inner * smoothstep(-0.35, 0.35, grain + 0.1) * 1.5);
      }
    }
  }
}

/** Stain precipitate: violet-black specks well under a micrometre, in loose groups. */
export function paintPrecipitate(
  canvas: OpticalCanvas,
  count: number,
  slide: StainedSlide,
  random: Random,
): void {
  const scale = canvas.micrometresPerPixel;
  const dye = mixDensity(slide, { chromatin: 0.7, azurophil: 0.3 });
  let x = 0;
  let y = 0;
  for (let i = 0; i < count; i++) {
    if (i === 0 || random.chance(0.5)) {
      x = random.between([0, canvas.width * scale]);
      y = random.between([0, canvas.height * scale]);
    } else {
      x += random.normal(0, 2);
      y += random.normal(0, 2);
    }
    const r = random.between([0.08, 0.26]);
    const amount = random.between([0.35, 1]);
    const window = canvas.windowAround(x, y, r + 0.2);
    for (let py = window.y0; py < window.y1; py++) {
      for (let px = window.x0; px < window.x1; px++) {
        const d = Math.hypot((px + 0.5) * scale - x, (py + 0.5) * scale - y) - r;
        canvas.add(py * canvas.width + px, dye, amount * smoothstep(0.1, -0.1, d));
      }
    }
  }
}
