/** One page of an opened file: 8-bit pixels, row by row from the top left. */
export interface DecodedPage {
  readonly width: number;
  readonly height: number;
  /** 4 = RGBA, 3 = RGB. */
  readonly channels: 3 | 4;
  readonly data: Uint8Array<ArrayBuffer> | Uint8ClampedArray<ArrayBuffer>;
  /** As the file states it; null where it does not, or where it cannot be a microscope's. */
  readonly micrometresPerPixel: number | null;
}
