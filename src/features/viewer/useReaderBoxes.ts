import { useMemo } from 'react';
import { useStore } from 'zustand';
import { stateCode } from '../../canvas/canvasCell.ts';
import { NO_OVERLAY, type Overlay, type OverlayBox } from '../../canvas/overlay.ts';
import type { Case, Field } from '../../domain/case.ts';
import { look } from './look.ts';

/**
 * Colours of readers, in the order of their import and then again: bright on the stain and on the
 * black beneath, where cells' own boxes are dark on white.
 */
const READER_COLOURS = ['#22d3ee', '#ffd43b', '#ff8ccf', '#8ce99a'] as const;
const PLACE_COLOUR = '#ffffff';

/** A reader as the legend names them. */
export interface ReaderLayer {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  readonly shown: boolean;
  /** Boxes in this field; null where the reader has not read it. */
  readonly count: number | null;
}

/** The boxes of other readers on a field, and who they are; none while they are switched off. */
export function useReaderBoxes(
  document: Case,
  field: Field | null,
): { readonly layers: readonly ReaderLayer[]; readonly overlay: Overlay } {
  const { readerBoxes, hiddenReaders, place } = useStore(look);
  const { readers } = document;
  return useMemo(() => {
    if (!field || !readerBoxes) return { layers: [], overlay: NO_OVERLAY };
    const cellsOf = (id: string) =>
      field.readings.find(({ readerId }) => readerId === id)?.cells ?? null;
    const layers = readers.map(
      ({ id, name }, index): ReaderLayer => ({
        id,
        name,
        colour: READER_COLOURS[index % READER_COLOURS.length] as string,
        shown: !hiddenReaders.includes(id),
        count: cellsOf(id)?.length ?? null,
      }),
    );
    const boxes = layers
      .filter(({ shown, count }) => shown && count !== null)
      .flatMap(({ id, name, colour }, line) =>
        (cellsOf(id) ?? []).map(
          ({ box, countable, label }): OverlayBox => ({
            box,
            colour,
            text: stateCode(countable, label),
            longText: name,
            line,
          }),
        ),
      );
    const spot: OverlayBox[] =
      place?.fieldId === field.id
        ? [{ box: around(place.box), colour: PLACE_COLOUR, text: '', solid: true }]
        : [];
    return { layers, overlay: { boxes: [...boxes, ...spot], points: [] } };
  }, [field, readers, readerBoxes, hiddenReaders, place]);
}

/** A frame about a box, so that the box itself stays to be seen. */
const around = (box: OverlayBox['box']): OverlayBox['box'] => {
  const by = 0.2 * Math.max(box.width, box.height);
  return {
    x: box.x - by,
    y: box.y - by,
    width: box.width + 2 * by,
    height: box.height + 2 * by,
  };
};
