import type { CSSProperties } from 'react';
import type { Box } from '../../domain/geometry.ts';

interface CellPictureProps {
  readonly url: string | null;
  readonly field: { readonly width: number; readonly height: number };
  readonly box: Box;
  /** Side on the screen, CSS pixels. */
  readonly side: number;
  /** Side of the square cut from the image, in box lengths. */
  readonly margin?: number;
  readonly label?: string;
}

/**
 * A square cut around a cell. The picture is placed as a background, so that no pixel is copied
 * and a long strip of cells costs nothing.
 */
export function CellPicture({ url, field, box, side, margin = 1.35, label }: CellPictureProps) {
  const span = Math.max(box.width, box.height, 1) * margin;
  const zoom = side / span;
  const left = box.x + box.width / 2 - span / 2;
  const top = box.y + box.height / 2 - span / 2;
  const style: CSSProperties = {
    width: side,
    height: side,
    ...(url
      ? {
          backgroundImage: `url(${url})`,
          backgroundSize: `${field.width * zoom}px ${field.height * zoom}px`,
          backgroundPosition: `${-left * zoom}px ${-top * zoom}px`,
        }
      : {}),
    imageRendering: zoom > 5 ? 'pixelated' : 'auto',
  };
  return label ? (
    <div className="cell-picture" style={style} role="img" aria-label={label} />
  ) : (
    <div className="cell-picture" style={style} aria-hidden />
  );
}
