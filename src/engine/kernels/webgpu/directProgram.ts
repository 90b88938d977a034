import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu_program';
import type { ConvolutionGeometry } from '../convolution.ts';
import {
  type EpilogueOptions,
  epilogue,
  indices,
  lines,
  loadInput,
  loadWeight,
  MOST_WORKGROUPS,
} from './snippets.ts';
import type { DirectTile } from './tiles.ts';

/** The widest tile that wastes the fewest columns of a row. */
function columnsOf(width: number, candidates: readonly number[]): number {
  const waste = (columns: number) => Math.ceil(width / columns) * columns - width;
  return candidates.reduce((best, next) => (waste(next) < waste(best) ? next : best));
}

/**
 * Convolution by registers alone: each invocation makes a few quads of output channels of some
 * neighbouring columns, so that one load of weights serves all columns and one load of input all
 * quads and taps. Covers every shape, grouped or not.
 */
export class DirectConvolutionProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly variableNames: string[];
  readonly variableComponents: number[];
  readonly outputComponent: number;
  readonly workgroupSize: [number, number, number];
  readonly dispatchLayout = { x: [3], y: [2], z: [0, 1] };
  readonly dispatch: [number, number, number];
  readonly shaderKey: string;
  readonly #geometry: ConvolutionGeometry;
  readonly #options: EpilogueOptions;
  readonly #columns: number;
  readonly #quads: number;

  constructor(geometry: ConvolutionGeometry, options: EpilogueOptions, tile: DirectTile) {
    const { batch, outHeight, outWidth, outChannels, kernel, stride, pad } = geometry;
    const { groups, groupIn, groupOut } = geometry;
    this.#geometry = geometry;
    this.#options = options;
    this.outputShape = [...geometry.outShape];
    const bound = epilogue(geometry, options);
    this.variableNames = bound.variableNames;
    this.variableComponents = bound.variableComponents;
    this.outputComponent = bound.outputComponent;
    // Pixels of a pointwise convolution have no neighbours: the whole batch is one row.
    const rowWidth = isPointwise(geometry) ? batch * outHeight * outWidth : outWidth;
    const rows = isPointwise(geometry) ? 1 : batch * outHeight;
    this.#columns = columnsOf(rowWidth, tile.columns);
    const outQuads = Math.ceil(outChannels / 4);
    const divisible = groups === 1 ? outQuads : groupOut / 4;
    this.#quads = tile.quads.find((quads) => divisible % quads === 0) ?? 1;
    this.workgroupSize = [tile.workgroup[0], tile.workgroup[1], 1];
    const tiles = Math.ceil(rowWidth / this.#columns) * rows;
    const workgroups = Math.ceil(tiles / tile.workgroup[1]);
    const y = Math.min(workgroups, MOST_WORKGROUPS);
    this.dispatch = [
      Math.ceil(outQuads / this.#quads / tile.workgroup[0]),
      y,
      Math.ceil(workgroups / y),
    ];
    // Everything written into the code below must be in the key: tfjs caches pipelines by it.
    this.shaderKey = [
      'directConvolution',
      ...[kernel, stride, pad, this.#columns, this.#quads],
      groups === 1 ? Math.min(groupIn, 4) : `${groupIn}in${groupOut}`,
      bound.key,
    ].join('_');
  }

  getUserCode(): string {
    const { kernel, stride, pad, groups, groupIn, groupOut } = this.#geometry;
    // A wide filter's columns are a loop, because to unroll them takes seconds to compile.
    const unrolled = kernel <= MOST_UNROLLED;
    const taps = indices(unrolled ? kernel : 1);
    const tile = indices(this.#columns);
    const quads = indices(this.#quads);
    const lanes = ['x', 'y', 'z', 'w'].slice(0, Math.min(4, groupIn));
    const pointwise = isPointwise(this.#geometry);
    const inputOf = (t: number, k: number) => t * stride + k;
    const inputs = [...new Set(tile.flatMap((t) => taps.map((k) => inputOf(t, k))))];
    const load = (i: number) => {
      const column = `firstColumn + ${unrolled ? '' : 'tapColumn + '}${i}`;
      const inside = pad > 0 ? `${column} >= 0 && ${column} < inWidth` : `${column} < inWidth`;
      return `var x${i} = vec4<f32>(0.0);
            if (${inside}) { x${i} = loadX(row + ${column}, firstQuad + quad); }`;
    };
    const multiply = (q: number, t: number, k: number) => {
      const [x, sum] = [`x${inputOf(t, k)}`, `sum${q}_${t}`];
      return lanes
        .map((lane, i) => `${sum} = fma(vec4<f32>(${x}.${lane}), w${i}, ${sum});`)
        .join(' ');
    };
    const tap = (k: number) =>
      lines(
        quads.map(
          (q) => `{
              ${lines(lanes.map((_, i) => `let w${i} = loadW(weight + ${i} * outQuads + ${q});`))}
              ${lines(tile.map((t) => multiply(q, t, k)))}
            }`,
        ),
      );
    const product = (tapColumn: string) => `
            ${lines(inputs.map(load))}
            var weight = ((tapRow * ${kernel} + ${tapColumn}) * inQuads + quad) * 4 * outQuads + outQuad;
            ${taps.map(tap).join('\n            weight = weight + 4 * inQuads * outQuads;\n')}`;
    const bound = epilogue(this.#geometry, this.#options);
    return `
    ${loadInput(this.#geometry)}
    ${loadWeight(this.#options)}
    ${bound.code}
    fn main() {
      let outQuads = (uniforms.outShape.w + 3) / 4;
      let inQuads = ${groups === 1 ? '(uniforms.xShape.w + 3) / 4' : groupIn / 4};
      let outHeight = ${pointwise ? 1 : 'uniforms.outShape.y'};
      let outWidth = ${pointwise ? 'uniforms.outShape.x * uniforms.outShape.y * uniforms.outShape.z' : 'uniforms.outShape.z'};
      let inHeight = ${pointwise ? 1 : 'uniforms.xShape.y'};
      let inWidth = ${pointwise ? 'outWidth' : 'uniforms.xShape.z'};
      let images = ${pointwise ? 1 : 'uniforms.outShape.x'};
      let outQuad = i32(globalId.x) * ${this.#quads};
      let tilesOfRow = (outWidth + ${this.#columns - 1}) / ${this.#columns};
      let tile = i32((workgroupId.z * numWorkgroups.y + workgroupId.y) * ${this.workgroupSize[1]}u + localId.y);
      let imageRow = tile / tilesOfRow;
      if (outQuad >= outQuads || imageRow >= images * outHeight) { return; }
      let firstOut = (tile - imageRow * tilesOfRow) * ${this.#columns};
      let image = imageRow / outHeight;
      let outRow = imageRow - image * outHeight;
      let firstQuad = ${groups === 1 ? 0 : `(outQuad / ${groupOut / 4}) * ${groupIn / 4}`};
      let firstColumn = firstOut * ${stride} - ${pad};
      ${lines(quads.flatMap((q) => tile.map((t) => `var sum${q}_${t} = vec4<f32>(0.0);`)))}
      for (var tapRow = 0; tapRow < ${kernel}; tapRow = tapRow + 1) {
        let inRow = outRow * ${stride} + tapRow - ${pad};
        if (inRow < 0 || inRow >= inHeight) { continue; }
        let row = (image * inHeight + inRow) * inWidth;
        for (var quad = 0; quad < inQuads; quad = quad + 1) {
          ${
            unrolled
              ? product('0')
              : `for (var tapColumn = 0; tapColumn < ${kernel}; tapColumn = tapColumn + 1) {
            ${product('tapColumn')}
          }`
          }
        }
      }
      let firstPixel = imageRow * outWidth + firstOut;
      ${lines(
        tile.map(
          (t) => `if (firstOut + ${t} < outWidth) {
            ${lines(quads.map((q) => `store(firstPixel + ${t}, outQuad + ${q}, sum${q}_${t});`))}
          }`,
        ),
      )}
    }`;
  }
}

/** Side of the largest filter whose columns are written out. */
const MOST_UNROLLED = 3;

/** Whether every output pixel depends on the input pixel of the same place alone. */
const isPointwise = ({ kernel, stride, pad }: ConvolutionGeometry): boolean =>
  kernel === 1 && stride === 1 && pad === 0;
