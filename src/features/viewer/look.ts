import { createStore } from 'zustand/vanilla';
import { type Adjustments, NEUTRAL } from '../../canvas/adjustments.ts';
import { type CellFilter, SHOW_ALL } from './filter.ts';

/** How the reviewer looks at fields: kept while the page is open, no part of any case. */
export interface Look {
  readonly adjustments: Adjustments;
  readonly filter: CellFilter;
  /** Labels beside the boxes. */
  readonly labels: boolean;
  /** The overview map, where the field is larger than the window. */
  readonly minimap: boolean;
}

export const PLAIN_LOOK: Look = {
  adjustments: NEUTRAL,
  filter: SHOW_ALL,
  labels: true,
  minimap: true,
};

export const look = createStore<Look>(() => PLAIN_LOOK);

export const adjust = (change: Partial<Adjustments>): void =>
  look.setState(({ adjustments }) => ({ adjustments: { ...adjustments, ...change } }));

export const filterBy = (change: Partial<CellFilter>): void =>
  look.setState(({ filter }) => ({ filter: { ...filter, ...change } }));

export const showAll = (): void => look.setState({ filter: SHOW_ALL });
