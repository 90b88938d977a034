import type { PixelImage } from '../api.ts';

export interface ScaleEstimate {
  readonly micrometresPerPixel: number;
  /** Red cells measured. */
  readonly cells: number;
}
export function estimateScale(_image: PixelImage): ScaleEstimate | null {
  return null;
}
