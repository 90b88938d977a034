import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { type GroupedConvGeometry, KERNEL_SIDE, registerGroupedConv2D } from './groupedConv2D.ts';

/**
 * Grouped convolution in plain TypeScript, accumulating in float64: slow, and the reference that
 * the other implementations are tested against.
 * @returns [batch, outHeight, outWidth, outChannels], row-major
 */
export function groupedConvReference(
  x: ArrayLike<number>,
  filter: ArrayLike<number>,
  bias: ArrayLike<number>,
  geometry: GroupedConvGeometry,
  relu: boolean,
): Float32Array {
  const { batch, outHeight, outWidth, outChannels, stride, pad } = geometry;
  const { inHeight, inWidth, inChannels, groupIn, groupOut } = geometry;
  const out = new Float32Array(batch * outHeight * outWidth * outChannels);
  let at = 0;
  for (let n = 0; n < batch; n++)
    for (let oy = 0; oy < outHeight; oy++)
      for (let ox = 0; ox < outWidth; ox++)
        for (let o = 0; o < outChannels; o++) {
          const firstChannel = Math.floor(o / groupOut) * groupIn;
          let sum = bias[o] as number;
          for (let ky = 0; ky < KERNEL_SIDE; ky++) {
            const iy = oy * stride + ky - pad;
            if (iy < 0 || iy >= inHeight) continue;
            for (let kx = 0; kx < KERNEL_SIDE; kx++) {
              const ix = ox * stride + kx - pad;
              if (ix < 0 || ix >= inWidth) continue;
              const pixel = ((n * inHeight + iy) * inWidth + ix) * inChannels + firstChannel;
              const tap = (ky * KERNEL_SIDE + kx) * groupIn * outChannels + o;
              for (let c = 0; c < groupIn; c++)
                sum += (x[pixel + c] as number) * (filter[tap + c * outChannels] as number);
            }
          }
          out[at++] = relu ? Math.max(0, sum) : sum;
        }
  return out;
}

/** Registers the kernel for the `cpu` backend. */
export function registerCpuGroupedConv2D(): void {
  registerGroupedConv2D<MathBackendCPU>('cpu', (backend, { x, filter, bias }, geometry, relu) => {
    // The cpu backend's tensors are arrays already: this reads, it does not wait.
    const values = (info: { dataId: object }) => backend.readSync(info.dataId) as Float32Array;
    const out = groupedConvReference(values(x), values(filter), values(bias), geometry, relu);
    return backend.makeTensorInfo(geometry.outShape, 'float32', out);
  });
}
