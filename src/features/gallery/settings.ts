import { useState } from 'react';
import type { Cell, Field } from '../../domain/case.ts';
import {
  type GalleryFilter,
  type GalleryOrder,
  NO_FILTER,
  windowPixels,
} from '../../domain/gallery.ts';

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

/** Share of the window that a cell may fill before it is shrunk to fit. */
const FILLS = 0.96;

/** Side of the square shown of a cell, image pixels, and how far that shrinks it: 1 at true size. */
export function tileWindow(field: Field, { box }: Cell): { window: number; shrunk: number } {
  const usual = windowPixels(field, WINDOW_MICROMETRES);
  const needed = Math.max(box.width, box.height) / FILLS;
  return needed > usual ? { window: needed, shrunk: usual / needed } : { window: usual, shrunk: 1 };
}

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
