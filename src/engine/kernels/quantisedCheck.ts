import * as tf from '@tensorflow/tfjs-core';
import { ExplainedError } from '../../domain/explainedError.ts';
import { say } from '../../domain/text/index.ts';
import { quantiseConvolution, quantisedConv2D } from './quantisedConv2D.ts';

/** Positions of a row that need each of the register tile's row counts; few channels and several groups. */
const SHAPES = [
  { width: 7, channels: 4, groups: 1 },
  { width: 7, channels: 32, groups: 4 },
] as const;

/**
 * Checks the dot products of this machine. They are young: Node 20's, behind a flag, count some twice.
 * Whole numbers up to 127 are rounded to themselves, so that the sums must be exact.
 * @throws ExplainedError where they are not
 */
export async function verifyQuantisedConvolution(): Promise<void> {
  for (const { width, channels, groups } of SHAPES) {
    const groupIn = channels / groups;
    // Each part's largest is 127: a unit is 1.
    const x = Float32Array.from({ length: width * channels }, (_, i) => (i * 37) % 128);
    x[0] = 127;
    const filter = Float32Array.from({ length: groupIn * channels }, (_, i) =>
      i < channels ? 127 : ((i * 53) % 255) - 127,
    );
    const layer = quantiseConvolution(
      filter,
      [1, 1, groupIn, channels],
      new Float32Array(channels),
      { stride: 1, pad: 0, groups },
    );
    if (!layer) throw new ExplainedError(say('backend.noInt8'));
    const y = tf.tidy(() =>
      quantisedConv2D(tf.tensor4d(x, [1, 1, width, channels]), layer, { relu: false }),
    );
    const sums = await y.data();
    tf.dispose([y, layer.filter, layer.steps, layer.bias]);
    for (let position = 0; position < width; position++)
      for (let o = 0; o < channels; o++) {
        const first = position * channels + Math.floor(o / groupIn) * groupIn;
        let sum = 0;
        for (let k = 0; k < groupIn; k++)
          sum += (x[first + k] as number) * (filter[k * channels + o] as number);
        // Only the conversion to float32 rounds. Written so that a missing number fails.
        const found = sums[position * channels + o] ?? Number.NaN;
        if (!(Math.abs(found - sum) <= 1e-5 * 127 * 127 * groupIn))
          throw new ExplainedError(say('backend.int8Wrong'));
      }
  }
}
