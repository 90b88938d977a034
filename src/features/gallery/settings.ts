import { useState } from 'react';
import { type GalleryFilter, type GalleryOrder, NO_FILTER } from '../../domain/gallery.ts';

/** How the gallery is looked at. */
export interface GallerySettings {
  readonly filter: GalleryFilter;
  readonly order: GalleryOrder;
  /** The one scale of all tiles, CSS pixels a micrometre. */
  readonly zoom: number;
}
export const ZOOM = { least: 3, most: 8, step: 0.5 } as const;
/** Side of the square that a tile shows, micrometres. */
export const WINDOW_MICROMETRES = 22;
/** Length of the scale bar, micrometres. */
export const BAR_MICROMETRES = 10;

export const tileSide = (zoom: number): number => Math.round(WINDOW_MICROMETRES * zoom);

const INITIAL: GallerySettings = { filter: NO_FILTER, order: 'confidence-rising', zoom: 5 };

/** Going to a field and back finds the gallery as it was; another case starts with all its cells. */
let left: { readonly caseId: string; readonly settings: GallerySettings } | null = null;

/** The settings of a case's gallery, kept while the page is open. */
export function useGallerySettings(
  caseId: string,
): [GallerySettings, (change: Partial<GallerySettings>) => void] {
  const [settings, setSettings] = useState<GallerySettings>(() =>
    left === null
      ? INITIAL
      : { ...left.settings, ...(left.caseId === caseId ? {} : { filter: NO_FILTER }) },
  );
  const change = (part: Partial<GallerySettings>) => {
    const next = { ...settings, ...part };
    left = { caseId, settings: next };
    setSettings(next);
  };
  return [settings, change];
}
