import { say } from '../../domain/text/index.ts';
import { PackError } from '../errors.ts';
import type { Safetensors, StoredTensor } from './safetensors.ts';

/** Epsilon of torch.nn.BatchNorm2d, with which every supported network was trained. */
export const BATCH_NORM_EPSILON = 1e-5;

/** Where a convolution's numbers lie in a state dict, and their shape. */
export interface ConvolutionSource {
  /** `<conv>.weight` is [outChannels, inChannels / groups, kernel, kernel]. */
  readonly conv: string;
  /** Whether `<conv>.bias` exists. */
  readonly bias: boolean;
  /** Prefix of the batch norm that follows, if any; it is folded into the convolution. */
  readonly batchNorm: string | null;
  readonly outChannels: number;
  /** Input channels of one group. */
  readonly groupChannels: number;
  readonly kernel: number;
}

/** A convolution ready for tfjs: filter in HWIO order, batch norm folded in. */
export interface FoldedConvolution {
  readonly filter: Float32Array;
  /** [kernel, kernel, inChannels / groups, outChannels] */
  readonly shape: readonly [number, number, number, number];
  readonly bias: Float32Array;
}

/** Names and shapes of the tensors that a convolution needs. */
export function convolutionTensors(source: ConvolutionSource): [string, readonly number[]][] {
  const { conv, bias, batchNorm, outChannels, groupChannels, kernel } = source;
  const tensors: [string, readonly number[]][] = [
    [`${conv}.weight`, [outChannels, groupChannels, kernel, kernel]],
  ];
  if (bias) tensors.push([`${conv}.bias`, [outChannels]]);
  if (batchNorm !== null)
    for (const part of ['weight', 'bias', 'running_mean', 'running_var'])
      tensors.push([`${batchNorm}.${part}`, [outChannels]]);
  return tensors;
}

/**
 * A convolution as the file stores it: y = scale · conv(x; weight) + bias, by output channel.
 *
 * For kernels that unpack the weights themselves and scale what they have summed.
 */
export interface StoredConvolution {
  /** [outChannels, inChannels / groups, kernel, kernel]; the scale of I8 is still its own. */
  readonly weight: StoredTensor;
  /** Of the batch norm; 1 where there is none. */
  readonly scale: Float64Array;
  readonly bias: Float32Array;
}

/** Takes a convolution from its file, with its batch norm as a scale and a bias per output channel. */
export const takeConvolution = (
  weights: Safetensors,
  source: ConvolutionSource,
): StoredConvolution => ({
  weight: weights.stored(`${source.conv}.weight`),
  ...affine(weights, source),
});

/**
 * Reads a convolution, folds its batch norm in float64 and reorders OIHW to HWIO.
 *
 * y = γ (conv(x) + b − μ) / √(σ² + ε) + β is again a convolution, with weights scaled by
 * s = γ / √(σ² + ε) per output channel and bias (b − μ) s + β.
 */
export function foldConvolution(
  weights: Safetensors,
  source: ConvolutionSource,
): FoldedConvolution {
  const { conv, outChannels, groupChannels, kernel } = source;
  const oihw = weights.read(`${conv}.weight`).values;
  const { scale, bias } = affine(weights, source);
  const filter = new Float32Array(oihw.length);
  let from = 0;
  for (let o = 0; o < outChannels; o++) {
    const s = scale[o] as number;
    for (let i = 0; i < groupChannels; i++)
      for (let k = 0; k < kernel * kernel; k++)
        filter[(k * groupChannels + i) * outChannels + o] = (oihw[from++] as number) * s;
  }
  return { filter, shape: [kernel, kernel, groupChannels, outChannels], bias };
}

/** Scale and bias per output channel of a convolution with its batch norm. */
function affine(
  weights: Safetensors,
  { conv, bias: hasBias, batchNorm, outChannels }: ConvolutionSource,
): { scale: Float64Array; bias: Float32Array } {
  const scale = new Float64Array(outChannels).fill(1);
  const bias = hasBias ? weights.read(`${conv}.bias`).values : new Float32Array(outChannels);
  if (batchNorm === null) return { scale, bias };
  const part = (name: string) => weights.read(`${batchNorm}.${name}`).values;
  const [gamma, beta, mean, variance] = [
    part('weight'),
    part('bias'),
    part('running_mean'),
    part('running_var'),
  ];
  for (let o = 0; o < outChannels; o++) {
    const s = (gamma[o] as number) / Math.sqrt((variance[o] as number) + BATCH_NORM_EPSILON);
    scale[o] = s;
    bias[o] = ((bias[o] as number) - (mean[o] as number)) * s + (beta[o] as number);
  }
  return { scale, bias };
}

/** Statistics that PyTorch keeps beside a batch norm and inference does not need. */
const IGNORED = /\.num_batches_tracked$/;
const MOST_NAMED = 8;

/**
 * Checks that a weight file holds exactly the tensors that a network needs.
 * @throws PackError listing missing, unexpected and misshaped tensors
 */
export function validateTensors(
  weights: Safetensors,
  network: string,
  expected: ReadonlyMap<string, readonly number[]>,
): void {
  const missing: string[] = [];
  const misshaped: string[] = [];
  for (const [name, shape] of expected) {
    const found = weights.shapeOf(name);
    if (!found) missing.push(name);
    else if (found.join() !== shape.join())
      misshaped.push(`${name} is [${found.join(', ')}] instead of [${shape.join(', ')}]`);
  }
  const unexpected = weights.names.filter((name) => !expected.has(name) && !IGNORED.test(name));
  const faults = [
    ['missing', missing],
    ['unexpected', unexpected],
    ['misshaped', misshaped],
  ] as const;
  const listed = faults
    .filter(([, names]) => names.length > 0)
    .map(([kind, names]) => `${kind}: ${shortList(names)}`);
  if (listed.length === 0) return;
  throw new PackError({
    problem: say('pack.misfit', { file: weights.file, network, faults: listed.join('; ') }),
    remedy: say('pack.remedy.architecture'),
  });
}

const shortList = (names: readonly string[]): string =>
  names.length <= MOST_NAMED
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`;
