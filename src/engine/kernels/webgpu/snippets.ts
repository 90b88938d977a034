import type { ConvolutionGeometry, FilterFormat } from '../convolution.ts';

/** Pieces of WGSL that both convolution programs are made of. */

/** WebGPU's own limit for each dimension of a dispatch. */
export const MOST_WORKGROUPS = 65535;

export const indices = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
export const lines = (parts: readonly string[]): string => parts.join('\n');

/** What happens to the weights before, and to the sums after the products. */
export interface EpilogueOptions {
  readonly format: FilterFormat;
  /** Sums are multiplied by a factor of their channel. */
  readonly scaled: boolean;
  readonly residual: boolean;
  readonly relu: boolean;
}

/** Bound buffers, and the function `store(pixel, quad, sum)`. */
export interface Epilogue {
  readonly variableNames: string[];
  readonly variableComponents: number[];
  readonly outputComponent: number;
  /** Tells this code from others in the key of a pipeline. */
  readonly key: string;
  readonly code: string;
}

const isQuads = (channels: number): boolean => channels % 4 === 0;

/** Works out what is bound and how a result is stored. */
export function epilogue(
  { inChannels, outChannels }: ConvolutionGeometry,
  { format, scaled, residual, relu }: EpilogueOptions,
): Epilogue {
  const component = isQuads(outChannels) ? 4 : 1;
  const bound: [name: string, components: number][] = [
    ['x', isQuads(inChannels) ? 4 : 1],
    ['W', WORDS_OF_QUAD[format]],
    ['bias', 4],
  ];
  if (scaled) bound.push(['scale', 4]);
  if (residual) bound.push(['residual', component]);
  const affine = scaled ? 'fma(sum, scale[quad], bias[quad])' : 'sum + bias[quad]';
  const activate = relu ? 'value = max(value, vec4<f32>(0.0));' : '';
  const code =
    component === 4
      ? `fn store(pixel: i32, quad: i32, sum: vec4<f32>) {
      let at = pixel * (uniforms.outShape.w / 4) + quad;
      var value = ${affine};
      ${residual ? 'value = value + residual[at];' : ''}
      ${activate}
      result[at] = value;
    }`
      : `fn store(pixel: i32, quad: i32, sum: vec4<f32>) {
      let channels = uniforms.outShape.w;
      var value = ${affine};
      for (var lane = 0; lane < min(4, channels - quad * 4); lane = lane + 1) {
        let at = pixel * channels + quad * 4 + lane;
        ${residual ? 'value[lane] = value[lane] + residual[at];' : ''}
        result[at] = ${relu ? 'max(value[lane], 0.0)' : 'value[lane]'};
      }
    }`;
  const key = [...bound.map(([, components]) => components), scaled, residual, relu, component];
  return {
    variableNames: bound.map(([name]) => name),
    variableComponents: bound.map(([, components]) => components),
    outputComponent: component,
    key: key.join(),
    code,
  };
}

/**
 * The function `loadX(pixel, quad)`: four neighbouring channels. Where channels are no multiple of
 * four the last lanes hold the next pixel's; their weights are zero.
 */
export const loadInput = ({ inChannels }: ConvolutionGeometry): string =>
  isQuads(inChannels)
    ? `fn loadX(pixel: i32, quad: i32) -> vec4<f32> { return x[pixel * (uniforms.xShape.w / 4) + quad]; }`
    : `fn loadX(pixel: i32, quad: i32) -> vec4<f32> {
      let at = pixel * uniforms.xShape.w + quad * 4;
      return vec4<f32>(x[at], x[at + 1], x[at + 2], x[at + 3]);
    }`;

/** Words that hold the weights of four output channels. */
const WORDS_OF_QUAD: Readonly<Record<FilterFormat, number>> = { float32: 4, float16: 2, int8: 1 };

const UNPACK: Readonly<Record<FilterFormat, string>> = {
  float32: 'return W[at];',
  float16: `let packed = bitcast<vec2<u32>>(W[at]);
      return vec4<f32>(unpack2x16float(packed.x), unpack2x16float(packed.y));`,
  int8: `let packed = W[at];
      return vec4<f32>(vec4<i32>(packed << 24u, packed << 16u, packed << 8u, packed) >> vec4<u32>(24u));`,
};

/** The function `loadW(at)`: weights of four neighbouring output channels. */
export const loadWeight = ({ format }: EpilogueOptions): string =>
  `fn loadW(at: i32) -> vec4<f32> {
      ${UNPACK[format]}
    }`;
