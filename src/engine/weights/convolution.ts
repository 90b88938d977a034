import { say } from '../../domain/text/index.ts';
import { PackError } from '../errors.ts';
import { decodeRow, type Safetensors, type StoredTensor } from './safetensors.ts';

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

/**
 * Takes a convolution from its file, with its batch norm as a scale and a bias per output channel.
 *
 * y = γ (conv(x) + b − μ) / √(σ² + ε) + β is s · conv(x) + (b − μ) s + β with s = γ / √(σ² + ε).
 */
export function takeConvolution(
  weights: Safetensors,
  source: ConvolutionSource,
): StoredConvolution {
  const weight = weights.stored(`${source.conv}.weight`);
  const { scale, bias } = affine(weights, source);
  for (const [name] of convolutionTensors(source)) weights.release(name);
  return { weight, scale, bias };
}

/** Output channels that are reordered together: as many floats as a line of the cache holds. */
const BLOCK = 16;

/** Takes a convolution from its file, folds its batch norm and reorders OIHW to HWIO. */
export function foldConvolution(
  weights: Safetensors,
  source: ConvolutionSource,
): FoldedConvolution {
  const { outChannels, groupChannels, kernel } = source;
  const { weight, scale, bias } = takeConvolution(weights, source);
  const area = kernel * kernel;
  const rowLength = groupChannels * area;
  const filter = new Float32Array(rowLength * outChannels);
  // A few output channels at a time: the file's weights are never spread out whole.
  const rows = new Float32Array(BLOCK * rowLength);
  for (let first = 0; first < outChannels; first += BLOCK) {
    const count = Math.min(BLOCK, outChannels - first);
    for (let o = 0; o < count; o++)
      decodeRow(weight, first + o, rows.subarray(o * rowLength, (o + 1) * rowLength));
    for (let from = 0; from < rowLength; from++) {
      const channel = Math.floor(from / area);
      const to = ((from - channel * area) * groupChannels + channel) * outChannels + first;
      for (let o = 0; o < count; o++)
        filter[to + o] = (rows[o * rowLength + from] as number) * (scale[first + o] as number);
    }
  }
  return { filter, shape: [kernel, kernel, groupChannels, outChannels], bias };
}

/** Scale and bias per output channel of a convolution with its batch norm, in float64. */
function affine(
  weights: Safetensors,
  { conv, bias: hasBias, batchNorm, outChannels }: ConvolutionSource,
): Pick<StoredConvolution, 'scale' | 'bias'> {
  const scale = new Float64Array(outChannels).fill(1);
  const own = hasBias ? weights.read(`${conv}.bias`).values : new Float32Array(outChannels);
  if (batchNorm === null) return { scale, bias: own };
  const part = (name: string) => weights.read(`${batchNorm}.${name}`).values;
  const [gamma, beta, mean, variance] = [
    part('weight'),
    part('bias'),
    part('running_mean'),
    part('running_var'),
  ];
  // Another array: a file's own values are not to be written over.
  const bias = new Float32Array(outChannels);
  for (let o = 0; o < outChannels; o++) {
    const s = (gamma[o] as number) / Math.sqrt((variance[o] as number) + BATCH_NORM_EPSILON);
    scale[o] = s;
    bias[o] = ((own[o] as number) - (mean[o] as number)) * s + (beta[o] as number);
  }
  return { scale, bias };
}

const MOST_NAMED = 8;

/** What keeps a weight file from fitting a network. */
export interface TensorFaults {
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
  /** Each with both shapes. */
  readonly misshaped: readonly string[];
}

/** Compares a weight file with the tensors that a network needs. */
export function tensorFaults(
  weights: Safetensors,
  expected: ReadonlyMap<string, readonly number[]>,
): TensorFaults {
  const missing: string[] = [];
  const misshaped: string[] = [];
  for (const [name, shape] of expected) {
    const found = weights.shapeOf(name);
    if (!found) missing.push(name);
    else if (found.join() !== shape.join())
      misshaped.push(`${name} is [${found.join(', ')}] instead of [${shape.join(', ')}]`);
  }
  const unexpected = weights.names.filter((name) => !expected.has(name));
  return { missing, unexpected, misshaped };
}

/**
 * Checks that a weight file holds exactly the tensors that a network needs.
 * @throws PackError listing missing, unexpected and misshaped tensors
 */
export function validateTensors(
  weights: Safetensors,
  network: string,
  expected: ReadonlyMap<string, readonly number[]>,
): void {
  const listed = Object.entries(tensorFaults(weights, expected))
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
