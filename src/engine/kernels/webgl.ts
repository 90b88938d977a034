import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl/dist/gpgpu_math';
import { type GroupedConvGeometry, KERNEL_SIDE, registerGroupedConv2D } from './groupedConv2D.ts';

const taps = Array.from({ length: KERNEL_SIDE }, (_, i) => i);

/**
 * GLSL program on packed textures: a texel holds 2 columns × 2 channels, in the order
 * (w, c), (w, c+1), (w+1, c), (w+1, c+1).
 */
export class GroupedConv2DWebGLProgram implements GPGPUProgram {
  readonly variableNames = ['x', 'W', 'bias'];
  readonly packedInputs = true;
  readonly packedOutput = true;
  readonly outputShape: number[];
  readonly userCode: string;

  constructor(geometry: GroupedConvGeometry, relu: boolean) {
    const { stride, pad, groupIn, groupOut, inHeight, inWidth } = geometry;
    this.outputShape = [...geometry.outShape];
    // Texels (pairs of input columns) that the two output columns of a fragment look at, counted
    // from the texel of the first column without padding.
    const texelOf = (column: number, tap: number) => Math.floor((column * stride + tap - pad) / 2);
    const texels = [...new Set([0, 1].flatMap((column) => taps.map((k) => texelOf(column, k))))];
    const first = Math.min(...texels);
    const name = (texel: number) => `texel${texel - first}`;
    const half = (column: number, tap: number) =>
      (((column * stride + tap - pad) % 2) + 2) % 2 === 0 ? 'xy' : 'zw';
    const input = (column: number, tap: number) =>
      `${name(texelOf(column, tap))}.${half(column, tap)}`;
    const load = (texel: number) => `
          vec4 ${name(texel)} = vec4(0.0);
          {
            int column = firstColumn + ${2 * texel};
            if (column >= 0 && column < ${inWidth}) {
              ${name(texel)} = getX(image, inRow, column, firstChannel + channel);
              // An odd width leaves garbage in the second column of the last texel.
              if (column + 1 >= ${inWidth}) ${name(texel)}.zw = vec2(0.0);
            }
          }`;
    const multiply = (tap: number) => `
          {
            vec4 weight = getW(tapRow, ${tap}, channel, outChannel);
            vec2 left = ${input(0, tap)};
            vec2 right = ${input(1, tap)};
            sum += vec4(left.xx, right.xx) * weight.xyxy;
            sum += vec4(left.yy, right.yy) * weight.zwzw;
          }`;
    this.userCode = `
    void main() {
      ivec4 coords = getOutputCoords();
      int image = coords.x;
      int outRow = coords.y;
      int outChannel = coords.w;
      int firstChannel = (outChannel / ${groupOut}) * ${groupIn};
      int firstColumn = coords.z * ${stride};
      vec4 sum = vec4(0.0);
      for (int tapRow = 0; tapRow < ${KERNEL_SIDE}; tapRow++) {
        int inRow = outRow * ${stride} + tapRow - ${pad};
        if (inRow < 0 || inRow >= ${inHeight}) continue;
        for (int channel = 0; channel < ${groupIn}; channel += 2) {
          ${texels.map(load).join('')}
          ${taps.map(multiply).join('')}
        }
      }
      sum += getBias(outChannel).xyxy;
      ${relu ? 'sum = max(sum, vec4(0.0));' : ''}
      setOutput(sum);
    }`;
  }
}

/** Registers the kernel for the `webgl` backend. */
export function registerWebGLGroupedConv2D(): void {
  registerGroupedConv2D<MathBackendWebGL>('webgl', (backend, { x, filter, bias }, geometry, relu) =>
    backend.compileAndRun(
      new GroupedConv2DWebGLProgram(geometry, relu),
      [x, filter, bias],
      'float32',
    ),
  );
}
