import { createStore } from 'zustand/vanilla';
import { type Adjustments, NEUTRAL } from '../../canvas/adjustments.ts';
import type { Box } from '../../domain/geometry.ts';
import { type CellFilter, SHOW_ALL } from './filter.ts';

/** A box of a field to which the reviewer was led and that is no cell of the case. */
export interface Place {
  readonly fieldId: string;
  readonly box: Box;
}

/** How the reviewer looks at fields: kept while the page is open, no part of any case. */
export interface Look {
  readonly adjustments: Adjustments;
  readonly filter: CellFilter;
  /** Labels beside the boxes. */
  readonly labels: boolean;
  /** The overview map, where the field is larger than the window. */
  readonly minimap: boolean;
  /** Boxes of other readers over the field. */
  readonly readerBoxes: boolean;
  /** Readers whose boxes stay hidden nevertheless, by id. */
  readonly hiddenReaders: readonly string[];
  readonly place: Place | null;
}

export const PLAIN_LOOK: Look = {
  adjustments: NEUTRAL,
  filter: SHOW_ALL,
  labels: true,
  minimap: true,
  readerBoxes: false,
  hiddenReaders: [],
  place: null,
};

export const look = createStore<Look>(() => PLAIN_LOOK);

export const adjust = (change: Partial<Adjustments>): void =>
  look.setState(({ adjustments }) => ({ adjustments: { ...adjustments, ...change } }));

export const filterBy = (change: Partial<CellFilter>): void =>
  look.setState(({ filter }) => ({ filter: { ...filter, ...change } }));

export const showAll = (): void => look.setState({ filter: SHOW_ALL });

/** Leads to a place, with the boxes of these readers on. */
export const showPlace = (place: Place | null, readers: readonly string[]): void =>
  look.setState(({ hiddenReaders }) => ({
    place,
    readerBoxes: true,
    hiddenReaders: hiddenReaders.filter((id) => !readers.includes(id)),
  }));

/** Hides one reader's boxes, or shows them again. */
export const toggleReader = (id: string): void =>
  look.setState(({ hiddenReaders }) => ({
    hiddenReaders: hiddenReaders.includes(id)
      ? hiddenReaders.filter((other) => other !== id)
      : [...hiddenReaders, id],
  }));
