import type { CellNormalisation } from '../../domain/pack.ts';
import { kthSmallest } from './kthSmallest.ts';

/** Normalises interleaved RGB values (0–1) in place, as a pack's manifest says. */
export function normalise(values: Float32Array, normalisation: CellNormalisation): void {
  switch (normalisation.kind) {
    case 'fixed':
      standardise(values, normalisation.mean, normalisation.std);
      return;
    case 'per-image': {
      const { mean, deviation } = channelStatistics(values);
      const divisor = deviation.map((std) => std + normalisation.epsilon);
      standardise(values, mean, divisor);
      return;
    }
    case 'optical-density':
      opticalDensity(values, normalisation);
  }
}

/** Mean and population standard deviation of each of three interleaved channels. */
function channelStatistics(values: Float32Array): { mean: number[]; deviation: number[] } {
  const count = values.length / 3;
  const mean = [0, 0, 0];
  const squares = [0, 0, 0];
  for (let i = 0; i < values.length; i++)
    mean[i % 3] = (mean[i % 3] as number) + (values[i] as number) / count;
  for (let i = 0; i < values.length; i++) {
    const difference = (values[i] as number) - (mean[i % 3] as number);
    squares[i % 3] = (squares[i % 3] as number) + (difference * difference) / count;
  }
  return { mean, deviation: squares.map(Math.sqrt) };
}

function standardise(
  values: Float32Array,
  mean: readonly number[],
  divisor: readonly number[],
): void {
  for (let i = 0; i < values.length; i++)
    values[i] = ((values[i] as number) - (mean[i % 3] as number)) / (divisor[i % 3] as number);
}

/**
 * What the stain absorbs, by the law of Beer and Lambert: independent of the light's colour and
 * brightness, and proportional to the dye. The empty slide is 0 whatever the camera makes of it.
 */
function opticalDensity(
  values: Float32Array,
  { white, range, mean, std }: Extract<CellNormalisation, { kind: 'optical-density' }>,
): void {
  const count = values.length / 3;
  const rank = Math.max(1, Math.floor(white.share * count));
  const channel = new Float32Array(count);
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < count; i++) channel[i] = values[i * 3 + c] as number;
    const light = Math.max(white.floor, kthSmallest(channel, rank));
    for (let i = c; i < values.length; i += 3) {
      const passed = Math.min(Math.max((values[i] as number) / light, range[0]), range[1]);
      values[i] = (-Math.log(passed) - mean) / std;
    }
  }
}
