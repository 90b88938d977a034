import { useMemo } from 'react';
import { type Adjustments, transferTables } from './adjustments.ts';

interface PictureFilterProps {
  /** The id that a style names: `filter: url(#id)`. */
  readonly id: string;
  readonly adjustments: Adjustments;
}

/** An SVG filter that shows a picture adjusted; the picture itself is never written to. */
export function PictureFilter({ id, adjustments }: PictureFilterProps) {
  const [red, green, blue] = useMemo(
    () =>
      transferTables(adjustments).map((table) => table.map((value) => value.toFixed(4)).join(' ')),
    [adjustments],
  );
  return (
    <svg width="0" height="0" className="picture-filter" aria-hidden="true">
      <filter id={id} x="0" y="0" width="1" height="1" colorInterpolationFilters="sRGB">
        <feComponentTransfer>
          <feFuncR type="table" tableValues={red} />
          <feFuncG type="table" tableValues={green} />
          <feFuncB type="table" tableValues={blue} />
        </feComponentTransfer>
      </filter>
    </svg>
  );
}
