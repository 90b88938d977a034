import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeEngine } from '../../src/engine/node.ts';
import type { Pipeline } from '../../src/engine/pipeline.ts';
import { decodePicture } from '../../tools/lib/decodePicture.ts';
import { packDirectory } from '../../tools/lib/packDirectory.ts';
import { fixture, relativeError } from './support.ts';

/**
 * The shipped pack from the picture to the probabilities, against PyTorch on the same weights
 * (tests/fixtures/make_pack_answers.py).
 */

const TOLERANCE = 1e-3;
const MICROMETRES_PER_PIXEL = 0.16;

const golden = fixture('compact-pack.golden');
const rows = (name: string): Float32Array[] => {
  const { shape, values } = golden.read(name);
  const width = shape[1] as number;
  return Array.from({ length: shape[0] as number }, (_, i) =>
    Float32Array.from(values.subarray(i * width, (i + 1) * width)),
  );
};

describe('the compact pack on a rendered field, against PyTorch', () => {
  const engine = createNodeEngine();
  let pipeline: Pipeline;
  let analysis: Awaited<ReturnType<Pipeline['analyseField']>>;

  beforeAll(async () => {
    await engine.open({ packLocation: packDirectory('compact'), backend: 'auto' });
    pipeline = engine.pipeline;
    const image = await decodePicture('tests/fixtures/numerics/pack-field.png');
    const scale = { micrometresPerPixel: MICROMETRES_PER_PIXEL, source: 'entered' as const };
    analysis = await pipeline.analyseField(image, scale);
  });
  afterAll(() => engine.close());

  it('finds the same cells, at the same places, with the same scores', () => {
    const boxes = rows('boxes');
    expect(analysis.cells).toHaveLength(boxes.length);
    for (const [i, { box, model }] of analysis.cells.entries()) {
      const [x0, y0, x1, y1] = boxes[i] as unknown as [number, number, number, number];
      expect(box.x).toBeCloseTo(x0, 1);
      expect(box.y).toBeCloseTo(y0, 1);
      expect(box.x + box.width).toBeCloseTo(x1, 1);
      expect(box.y + box.height).toBeCloseTo(y1, 1);
      const score = golden.read('scores').values[i] as number;
      expect(Math.abs(model.detectionScore - score)).toBeLessThan(TOLERANCE);
    }
  });

  it('keeps the same cells as countable, with the same certainty', () => {
    for (const [i, gate] of rows('gate').entries()) {
      const { model } = analysis.cells[i] as (typeof analysis.cells)[number];
      expect(Math.abs(model.countableProbability - (gate[1] as number))).toBeLessThan(TOLERANCE);
    }
  });

  it('names them with the mean of the same probabilities', () => {
    const members = pipeline.manifest.members.map((_, index) => rows(`member${index}`));
    let named = 0;
    for (const [i, { model }] of analysis.cells.entries()) {
      if (!model.probabilities) continue;
      named++;
      const expected = pipeline.manifest.classes.map(
        (_, c) => members.reduce((sum, m) => sum + (m[i]?.[c] as number), 0) / members.length,
      );
      const actual = pipeline.manifest.classes.map((code) => model.probabilities?.[code] as number);
      expect(relativeError(actual, expected)).toBeLessThan(TOLERANCE);
    }
    expect(named).toBeGreaterThan(4);
  });
});
