import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu_program';
import { type GroupedConvGeometry, KERNEL_SIDE, registerGroupedConv2D } from './groupedConv2D.ts';

/** Output columns of one invocation: 7 divides ResNet's 56, 28, 14 and 7. */
const TILE = 7;
const WORKGROUP: [number, number, number] = [64, 1, 1];

const indices = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const lines = (parts: readonly string[]): string => parts.join('\n');

/**
 * WGSL program: each invocation makes 4 output channels × TILE neighbouring columns, so that one
 * load of weights serves the whole tile and one load of input up to three columns of it.
 *
 * Tensors are bound as arrays of vec4: channels per group are multiples of four.
 */
export class GroupedConv2DWebGPUProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly variableNames = ['x', 'W', 'bias'];
  readonly variableComponents = [4, 4, 4];
  readonly outputComponent = 4;
  readonly workgroupSize = WORKGROUP;
  readonly dispatchLayout = { x: [3], y: [2], z: [0, 1] };
  readonly dispatch: [number, number, number];
  readonly shaderKey: string;
  readonly #geometry: GroupedConvGeometry;
  readonly #relu: boolean;

  constructor(geometry: GroupedConvGeometry, relu: boolean) {
    const { batch, outHeight, outWidth, outChannels, stride, pad, groupIn, groupOut } = geometry;
    this.#geometry = geometry;
    this.#relu = relu;
    this.outputShape = [...geometry.outShape];
    this.dispatch = [
      Math.ceil(outChannels / 4 / WORKGROUP[0]),
      Math.ceil(outWidth / TILE),
      batch * outHeight,
    ];
    // Everything written into the code below must be in the key: tfjs caches pipelines by it.
    this.shaderKey = `groupedConv2D_${stride}_${pad}_${groupIn}_${groupOut}_${relu}`;
  }

  getUserCode(): string {
    const { stride, pad, groupIn, groupOut } = this.#geometry;
    const taps = indices(KERNEL_SIDE);
    const tile = indices(TILE);
    const columns = indices((TILE - 1) * stride + KERNEL_SIDE);
    const load = (i: number) => `
          var x${i} = vec4<f32>(0.0);
          if (firstColumn + ${i} >= 0 && firstColumn + ${i} < inWidth) {
            x${i} = x[(row + firstColumn + ${i}) * inQuads + firstQuad + quad];
          }`;
    const accumulate = (t: number, k: number) => {
      const v = `x${t * stride + k}`;
      const terms = ['x', 'y', 'z', 'w'].map(
        (lane, i) => `sum${t} = fma(vec4<f32>(${v}.${lane}), w${i}, sum${t});`,
      );
      return terms.join(' ');
    };
    const tap = (k: number) => `
          {
            let w0 = W[weight]; let w1 = W[weight + outQuads];
            let w2 = W[weight + 2 * outQuads]; let w3 = W[weight + 3 * outQuads];
            ${lines(tile.map((t) => accumulate(t, k)))}
          }
          weight = weight + ${groupIn} * outQuads;`;
    const store = (t: number) => {
      const value = this.#relu ? `max(sum${t}, vec4<f32>(0.0))` : `sum${t}`;
      return `if (firstOut + ${t} < outWidth) { result[out + ${t} * outQuads] = ${value}; }`;
    };
    return `
    fn main() {
      let outQuads = uniforms.outShape.w / 4;
      let inQuads = uniforms.xShape.w / 4;
      let outHeight = uniforms.outShape.y;
      let outWidth = uniforms.outShape.z;
      let inHeight = uniforms.xShape.y;
      let inWidth = uniforms.xShape.z;
      let outQuad = i32(globalId.x);
      let firstOut = i32(globalId.y) * ${TILE};
      let imageRow = i32(globalId.z);
      if (outQuad >= outQuads || firstOut >= outWidth || imageRow >= outHeight * uniforms.outShape.x) {
        return;
      }
      let image = imageRow / outHeight;
      let outRow = imageRow - image * outHeight;
      let firstQuad = (outQuad / ${groupOut / 4}) * ${groupIn / 4};
      let firstColumn = firstOut * ${stride} - ${pad};
      ${lines(tile.map((t) => `var sum${t} = bias[outQuad];`))}
      for (var tapRow = 0; tapRow < ${KERNEL_SIDE}; tapRow = tapRow + 1) {
        let inRow = outRow * ${stride} + tapRow - ${pad};
        if (inRow < 0 || inRow >= inHeight) { continue; }
        let row = (image * inHeight + inRow) * inWidth;
        for (var quad = 0; quad < ${groupIn / 4}; quad = quad + 1) {
          ${lines(columns.map(load))}
          var weight = (tapRow * ${KERNEL_SIDE * groupIn} + quad * 4) * outQuads + outQuad;
          ${lines(taps.map(tap))}
        }
      }
      let out = ((image * outHeight + outRow) * outWidth + firstOut) * outQuads + outQuad;
      ${lines(tile.map(store))}
    }`;
  }
}

/** Registers the kernel for the `webgpu` backend. */
export function registerWebGPUGroupedConv2D(): void {
  registerGroupedConv2D<WebGPUBackend>('webgpu', (backend, { x, filter, bias }, geometry, relu) =>
    backend.runWebGPUProgram(
      new GroupedConv2DWebGPUProgram(geometry, relu),
      [x, filter, bias],
      'float32',
    ),
  );
}
