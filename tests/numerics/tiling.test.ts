import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Box, intersectionOverUnion } from '../../src/domain/geometry.ts';
import { packManifestSchema } from '../../src/domain/pack.ts';
import { startNodeBackend } from '../../src/engine/backend/node.ts';
import { Detector } from '../../src/engine/detector.ts';
import { Pace } from '../../src/engine/pace.ts';
import { planTiles } from '../../src/engine/tiling.ts';
import { Safetensors } from '../../src/engine/weights/safetensors.ts';
import { renderField } from '../../src/synth/field.ts';
import { DEFAULT_FIELD } from '../../src/synth/spec.ts';
import { packDirectory } from '../../tools/lib/packDirectory.ts';

const SCALE = 0.2;
const composition = { SEG: 3, BND: 2, MYC: 2, LBL: 3, LYM: 2, PCE: 1, OCE: 1, MON: 1, EOS: 1 };

/** The shipped detector on one field of 160 × 120 µm, whole and in nine tiles at one reduction. */
describe('the compact detector on a tiled field', () => {
  const folder = packDirectory('compact');
  const { detector: spec } = packManifestSchema.parse(
    JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')),
  );
  const field = renderField(
    {
      ...DEFAULT_FIELD,
      width: 800,
      height: 600,
      micrometresPerPixel: SCALE,
      nucleatedCells: 46,
      composition,
    },
    3,
  );
  const image = { ...field, channels: 4 } as const;
  let whole: Box[];
  let tiled: Box[];

  const detect = async (shortSide: number, longSide: number, tiles: number): Promise<Box[]> => {
    const weights = new Safetensors(
      spec.file,
      new Uint8Array(readFileSync(`${folder}/${spec.file}`)),
    );
    const smaller = { ...spec, input: { ...spec.input, shortSide, longSide } };
    expect(planTiles(image, smaller, SCALE)).toMatchObject({
      tiles: { length: tiles },
      factor: 0.8,
    });
    const detector = new Detector(weights, smaller);
    const found = await detector.detect(image, new Pace(), SCALE);
    detector.dispose();
    return found.filter(({ score }) => score >= spec.decoding.operatingScore).map(({ box }) => box);
  };

  beforeAll(async () => {
    await startNodeBackend('wasm');
    whole = await detect(480, 640, 1);
    tiled = await detect(288, 384, 9);
  });

  it('finds the cells that it finds in the whole field, each once, in the same place', () => {
    expect(whole.length).toBeGreaterThan(40);
    expect(tiled).toHaveLength(whole.length);
    for (const box of whole)
      expect(Math.max(...tiled.map((other) => intersectionOverUnion(box, other)))).toBeGreaterThan(
        0.9,
      );
  });
});
