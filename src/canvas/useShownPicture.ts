import { useEffect, useMemo, useState } from 'react';
import { adjustedPyramid } from './adjustedPicture.ts';
import { type Adjustments, isNeutral } from './adjustments.ts';
import { buildPyramid, type Pyramid } from './pyramid.ts';
import type { Size } from './view.ts';

/** How long the adjustments rest before they are drawn into a copy of the picture, ms. */
const REST_MS = 250;

/**
 * What is drawn of a picture. While a slider moves, a filter on the screen follows it; once it
 * rests, an adjusted copy takes over, which costs nothing while the field is panned.
 * @returns `filtered`: the pyramid is the picture as photographed and needs the filter.
 */
export function useShownPicture(
  image: CanvasImageSource | null,
  { width, height }: Size,
  adjustments: Adjustments,
): { readonly pyramid: Pyramid | null; readonly filtered: boolean } {
  const original = useMemo(
    () => (image ? buildPyramid(image, { width, height }) : null),
    [image, width, height],
  );
  const [copy, setCopy] = useState<{
    readonly of: Pyramid;
    readonly adjustments: Adjustments;
    readonly pyramid: Pyramid;
  } | null>(null);

  useEffect(() => {
    setCopy(null);
    if (!original || isNeutral(adjustments)) return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const pyramid = await adjustedPyramid(original, adjustments, abort.signal);
      if (pyramid && !abort.signal.aborted) setCopy({ of: original, adjustments, pyramid });
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [original, adjustments]);

  if (isNeutral(adjustments)) return { pyramid: original, filtered: false };
  return copy?.of === original && copy.adjustments === adjustments
    ? { pyramid: copy.pyramid, filtered: false }
    : { pyramid: original, filtered: true };
}
