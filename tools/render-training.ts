import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp, { type Sharp } from 'sharp';
import { CLASS_CODES, type ClassCode } from '../src/domain/classes.ts';
import { renderField } from '../src/synth/field.ts';
import { createRandom, type Random } from '../src/synth/random.ts';
import { DEFAULT_FIELD, type FieldSpec } from '../src/synth/spec.ts';

/**
 * Renders fields of every class, stain, light and crowding for training, each as `<n>.png` with
 * its exact boxes in `<n>.json` (with classes) and `<n>.txt` (YOLO, class 0).
 *
 *     npx tsx tools/render-training.ts --out DIR [--count 160] [--seed 1] [--variation 0]
 *
 * `--variation` is the most by which a slide's cells and dyes stray from the textbook (1: as far as
 * laboratories differ); above 0, some pictures are also sharpened or have been JPEGs.
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
    stain: { hue: random.between([-0.8, 0.8]), strength: random.between([0.75, 1.25]) },
    light: {
      vignette: random.between([0, 0.25]),
      gradient: random.between([0, 0.15]),
      direction: random.between([0, 360]),
      white: [random.between([205, 255]), random.between([200, 255]), random.between([200, 255])],
    },
    blur: random.between([0.08, 0.35]),
    noise: random.between([0.5, 5]),
    variation: random.between([0.2, 1]) * variation,
  };
}

/** Some cameras sharpen, and most pictures have been JPEGs. */
async function asOtherCamera(photograph: Sharp, random: Random): Promise<Sharp> {
  if (random.chance(0.4)) photograph.sharpen({ sigma: random.between([0.7, 2]) });
  if (!random.chance(0.7)) return photograph;
  return sharp(await photograph.jpeg({ quality: random.whole([60, 95]) }).toBuffer());
}

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    count: { type: 'string', default: '160' },
    seed: { type: 'string', default: '1' },
    variation: { type: 'string', default: '0' },
  },
});
if (!values.out) throw new Error('Usage: tsx tools/render-training.ts --out DIR [--count N]');
mkdirSync(values.out, { recursive: true });
const random = createRandom(Number(values.seed));
for (let index = 0; index < Number(values.count); index++) {
  const spec = randomSpec(random.fork(), Number(values.variation));
  const { width, height, data, micrometresPerPixel, truth } = renderField(
    spec,
    100_000 * Number(values.seed) + index,
  );
  const name = join(values.out, String(index).padStart(4, '0'));
  const raw = { width, height, channels: 4 as const };
  const photograph = sharp(data, { raw }).removeAlpha();
  const seen = spec.variation > 0 ? await asOtherCamera(photograph, random) : photograph;
  await seen.png({ compressionLevel: 3 }).toFile(`${name}.png`);
  // The boxes once more as YOLO has them, for `npm run evaluate -- detect`.
  const labels = truth.map(({ box }) => {
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return ['0', x / width, y / height, box.width / width, box.height / height].join(' ');
  });
  writeFileSync(`${name}.txt`, `${labels.join('\n')}\n`);
  writeFileSync(`${name}.json`, JSON.stringify({ width, height, micrometresPerPixel, truth }));
}
console.log(`${values.count} rendered fields in ${values.out}`);
