import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { CLASS_CODES, type ClassCode } from '../src/domain/classes.ts';
import { renderField } from '../src/synth/field.ts';
import { createRandom, type Random } from '../src/synth/random.ts';
import { DEFAULT_FIELD, type FieldSpec } from '../src/synth/spec.ts';

/**
 * Renders fields of every class, stain, light and crowding for training, each as `<n>.png` with
 * its exact boxes in `<n>.json`.
 *
 *     npx tsx tools/render-training.ts --out DIR [--count 160] [--seed 1] [--variation 1.1]
 *
 * `--variation` is the most by which a slide's cells and dyes stray from the textbook.
 */

/** Some classes dominate a field and others are missing, as on a slide. */
const randomComposition = (random: Random): Partial<Record<ClassCode, number>> =>
  Object.fromEntries(CLASS_CODES.map((code) => [code, random.next() ** 3 + 0.02]));

function randomSpec(random: Random, variation: number): FieldSpec {
  return {
    ...DEFAULT_FIELD,
    width: 800,
    height: 600,
    micrometresPerPixel: random.between([0.095, 0.16]),
    composition: randomComposition(random),
    nucleatedCells: random.whole([8, 42]),
    uncountableShare: random.between([0.05, 0.3]),
    haematogoneShare: random.next(),
    redCellDensity: random.between([0, 12]),
    platelets: random.whole([0, 20]),
    precipitate: random.whole([0, 40]),
    stain: { hue: random.between([-1, 1]), strength: random.between([0.7, 1.35]) },
    variation: random.between([0.2, 1]) * variation,
    light: {
      vignette: random.between([0, 0.25]),
      gradient: random.between([0, 0.15]),
      direction: random.between([0, 360]),
      white: [random.between([205, 255]), random.between([200, 255]), random.between([200, 255])],
    },
    blur: random.between([0.05, 0.3]),
    noise: random.between([0.5, 5]),
  };
}

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    count: { type: 'string', default: '160' },
    seed: { type: 'string', default: '1' },
    variation: { type: 'string', default: '1.1' },
  },
});
if (!values.out) throw new Error('Usage: tsx tools/render-training.ts --out DIR [--count N]');
mkdirSync(values.out, { recursive: true });
const random = createRandom(Number(values.seed));
for (let index = 0; index < Number(values.count); index++) {
  const spec = randomSpec(random.fork(), Number(values.variation));
  const { width, height, data, micrometresPerPixel, truth } = renderField(spec, 100_000 * Number(values.seed) + index);
  const name = join(values.out, String(index).padStart(4, '0'));
  const raw = { width, height, channels: 4 as const };
  const photograph = sharp(data, { raw }).removeAlpha();
  // Some cameras sharpen, and most pictures have been JPEGs.
  if (random.chance(0.4)) photograph.sharpen({ sigma: random.between([0.7, 2]) });
  const kept = random.chance(0.7)
    ? photograph.jpeg({ quality: random.whole([60, 95]) })
    : photograph.png({ compressionLevel: 0 });
  await sharp(await kept.toBuffer())
    .png({ compressionLevel: 3 })
    .toFile(`${name}.png`);
  writeFileSync(`${name}.json`, JSON.stringify({ width, height, micrometresPerPixel, truth }));
}
console.log(`${values.count} rendered fields in ${values.out}`);
