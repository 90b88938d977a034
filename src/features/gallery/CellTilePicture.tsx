import { createContext, memo, useContext, useEffect, useRef, useState } from 'react';
import type { GalleryCell } from '../../domain/gallery.ts';
import type { CellCrops, CropRequest } from './crops.ts';

/** The gallery's pictures; null where nothing can be drawn. */
export const CellCropsContext = createContext<CellCrops | null>(null);

interface CellTilePictureProps {
  readonly item: GalleryCell;
  /** Side of the square cut out, image pixels. */
  readonly window: number;
  /** Side on the screen, CSS pixels. */
  readonly side: number;
}

/** A cell's picture on a canvas of its own, drawn as soon as its cut is there. */
export const CellTilePicture = memo(function CellTilePicture(props: CellTilePictureProps) {
  const { item, window: span, side } = props;
  const crops = useContext(CellCropsContext);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [failed, setFailed] = useState(false);
  const pixels = Math.round(side * Math.min(2, globalThis.devicePixelRatio || 1));
  const { box } = item.cell;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a review of the cell does not change its picture
  useEffect(() => {
    if (!crops || !canvas.current) return;
    const element = canvas.current;
    const { field, cell } = item;
    const request: CropRequest = { field, cell, window: span, side: pixels };
    const show = (picture: ImageBitmap | null) => {
      setFailed(picture === null);
      if (!picture) return;
      const context = element.getContext('2d');
      context?.clearRect(0, 0, pixels, pixels);
      context?.drawImage(picture, 0, 0);
      element.dataset['drawn'] = 'true';
    };
    const known = crops.peek(request);
    if (known) {
      show(known);
      return;
    }
    element.dataset['drawn'] = 'false';
    return crops.ask(request, show);
  }, [crops, item.field.imageId, box, span, pixels]);

  return (
    <canvas
      ref={canvas}
      width={pixels}
      height={pixels}
      style={{ width: side, height: side }}
      data-failed={failed || undefined}
      aria-hidden
    />
  );
});
