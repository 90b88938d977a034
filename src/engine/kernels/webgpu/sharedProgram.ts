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
import type { SharedTile } from './tiles.ts';

/**
 * Convolution of one group as a matrix product, pixels × (taps · input channels) by (taps · input
 * channels) × output channels, whose first factor is gathered from the picture on the way into
 * workgroup memory. Every value loaded serves a whole tile, which is what a graphics card needs.
 */
export class SharedConvolutionProgram implements WebGPUProgram {
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
  readonly #tile: SharedTile;

  constructor(geometry: ConvolutionGeometry, options: EpilogueOptions, tile: SharedTile) {
    const { batch, outHeight, outWidth, outChannels, kernel, stride, pad } = geometry;
    this.#geometry = geometry;
    this.#options = options;
    this.#tile = tile;
    this.outputShape = [...geometry.outShape];
    const bound = epilogue(geometry, options);
    this.variableNames = bound.variableNames;
    this.variableComponents = bound.variableComponents;
    this.outputComponent = bound.outputComponent;
    const [quads, rows] = tile.workgroup;
    this.workgroupSize = [quads, rows, 1];
    const workgroups = Math.ceil((batch * outHeight * outWidth) / (rows * tile.pixels));
    const y = Math.min(workgroups, MOST_WORKGROUPS);
    this.dispatch = [Math.ceil(outChannels / 4 / quads), y, Math.ceil(workgroups / y)];
    // Everything written into the code below must be in the key: tfjs caches pipelines by it.
    this.shaderKey = `sharedConvolution_${[kernel, stride, pad, tile.pixels, tile.depth, bound.key].join('_')}`;
  }

  getUserCode(): string {
    const { kernel, stride, pad } = this.#geometry;
    const { pixels, depth } = this.#tile;
    const [quads, rows] = this.#tile.workgroup;
    const invocations = quads * rows;
    const tilePixels = rows * pixels;
    const own = indices(pixels);
    /** Vectors of input that each invocation fetches, of one depth and pixels far apart. */
    const fetched = indices((tilePixels * depth) / invocations);
    const step = invocations / depth;
    const place = (i: number) => `
      let pixel${i} = firstPixel + fetchRow + ${i * step};
      let outRow${i} = (pixel${i} / outWidth) % outHeight;
      let inRow${i} = outRow${i} * ${stride} - ${pad};
      let inColumn${i} = (pixel${i} % outWidth) * ${stride} - ${pad};
      let image${i} = pixel${i} / (outWidth * outHeight) * inHeight;`;
    const fetch = (i: number) => `
        {
          let row = inRow${i} + tapRow;
          let column = inColumn${i} + tapColumn;
          var value = vec4<f32>(0.0);
          if (k < depthOfAll && pixel${i} < pixels && row >= 0 && row < inHeight && column >= 0 && column < inWidth) {
            value = loadX((image${i} + row) * inWidth + column, quad);
          }
          tileX[(fetchRow + ${i * step}) * ${depth} + fetchDepth] = value;
        }`;
    const multiply = (d: number) => `
        {
          let w0 = tileW[${d * 4 * quads} + lane]; let w1 = tileW[${(d * 4 + 1) * quads} + lane];
          let w2 = tileW[${(d * 4 + 2) * quads} + lane]; let w3 = tileW[${(d * 4 + 3) * quads} + lane];
          ${lines(
            own.map(
              (p) => `{
            let v = tileX[(firstOwn + ${p}) * ${depth} + ${d}];
            sum${p} = fma(vec4<f32>(v.x), w0, sum${p}); sum${p} = fma(vec4<f32>(v.y), w1, sum${p});
            sum${p} = fma(vec4<f32>(v.z), w2, sum${p}); sum${p} = fma(vec4<f32>(v.w), w3, sum${p});
          }`,
            ),
          )}
        }`;
    return `
    var<workgroup> tileX: array<vec4<f32>, ${tilePixels * depth}>;
    var<workgroup> tileW: array<vec4<f32>, ${depth * 4 * quads}>;
    ${loadInput(this.#geometry)}
    ${loadWeight(this.#options)}
    ${epilogue(this.#geometry, this.#options).code}
    fn main() {
      let outQuads = (uniforms.outShape.w + 3) / 4;
      let inQuads = (uniforms.xShape.w + 3) / 4;
      let outHeight = uniforms.outShape.y;
      let outWidth = uniforms.outShape.z;
      let inHeight = uniforms.xShape.y;
      let inWidth = uniforms.xShape.z;
      let pixels = uniforms.outShape.x * outHeight * outWidth;
      let depthOfAll = ${kernel * kernel} * inQuads;
      let firstPixel = i32(workgroupId.z * numWorkgroups.y + workgroupId.y) * ${tilePixels};
      let firstQuad = i32(workgroupId.x) * ${quads};
      let lane = i32(localId.x);
      let firstOwn = i32(localId.y) * ${pixels};
      let fetchRow = i32(localIndex) / ${depth};
      let fetchDepth = i32(localIndex) % ${depth};
      ${lines(fetched.map(place))}
      ${lines(own.map((p) => `var sum${p} = vec4<f32>(0.0);`))}
      for (var first = 0; first < depthOfAll; first = first + ${depth}) {
        let k = first + fetchDepth;
        let tap = k / inQuads;
        let quad = k - tap * inQuads;
        let tapRow = tap / ${kernel};
        let tapColumn = tap - tapRow * ${kernel};
        ${lines(fetched.map(fetch))}
        for (var i = i32(localIndex); i < ${depth * 4 * quads}; i = i + ${invocations}) {
          let row = first * 4 + i / ${quads};
          let column = firstQuad + i % ${quads};
          var value = vec4<f32>(0.0);
          if (row < depthOfAll * 4 && column < outQuads) { value = loadW(row * outQuads + column); }
          tileW[i] = value;
        }
        workgroupBarrier();
        ${lines(indices(depth).map(multiply))}
        workgroupBarrier();
      }
      let outQuad = firstQuad + lane;
      if (outQuad >= outQuads) { return; }
      ${lines(
        own.map(
          (p) => `if (firstPixel + firstOwn + ${p} < pixels) {
            store(firstPixel + firstOwn + ${p}, outQuad, sum${p});
          }`,
        ),
      )}
    }`;
  }
}
