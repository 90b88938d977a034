import type { GalleryCell } from '../../domain/gallery.ts';
import { type Layout, rangeOf, type Spot } from './layout.ts';

/** What is selected in the gallery, and how keys and clicks change it. */
export interface Selection {
  /** Ids; the last one is the primary. */
  readonly ids: readonly string[];
  readonly focus: Spot | null;
  /** Where a range begins. */
  readonly anchor: string | null;
  /** The selection was gathered one by one and stays while the focus moves on. */
  readonly gathered: boolean;
}

export const NOTHING: Selection = { ids: [], focus: null, anchor: null, gathered: false };

export const selectOne = (id: string): Selection => ({
  ids: [id],
  focus: { kind: 'cell', id },
  anchor: id,
  gathered: false,
});

export const selectMany = (ids: readonly string[]): Selection => {
  const last = ids.at(-1);
  if (last === undefined) return NOTHING;
  return { ids, focus: { kind: 'cell', id: last }, anchor: ids[0]!, gathered: ids.length > 1 };
};

/** Adds a tile or takes it out. A tile that the focus merely brought along is kept. */
export function toggle(selection: Selection, id: string): Selection {
  const has = selection.ids.includes(id);
  const followed = !selection.gathered && selection.ids.length === 1 && has;
  return {
    ids:
      has && !followed
        ? selection.ids.filter((other) => other !== id)
        : [...selection.ids.filter((other) => other !== id), id],
    focus: { kind: 'cell', id },
    anchor: id,
    gathered: true,
  };
}

/** Takes out or adds by a click, where nothing is brought along by the focus. */
export const toggleByPointer = (selection: Selection, id: string): Selection =>
  toggle({ ...selection, gathered: true }, id);

/** Selects from the anchor to this tile. */
export function extend(selection: Selection, layout: Layout, id: string): Selection {
  const anchor = selection.anchor ?? id;
  return {
    ids: rangeOf(layout, anchor, id),
    focus: { kind: 'cell', id },
    anchor,
    gathered: false,
  };
}

/** Moves the focus. The selection comes along unless it was gathered one by one. */
export function focusOn(selection: Selection, spot: Spot): Selection {
  if (spot.kind === 'header' || selection.gathered) return { ...selection, focus: spot };
  return selectOne(spot.id);
}

/**
 * Where the review goes on after cells were dealt with: the next tile of the same section that was
 * not among them (among those that need a look, the next that still does), else the one before,
 * else the first tile of all.
 * @param before the layout in which they stood
 * @param after the cells as they are now, by id
 */
export function goesOnAt(
  before: Layout,
  done: readonly string[],
  after: ReadonlyMap<string, GalleryCell>,
): string | null {
  const gone = new Set(done);
  const last = Math.max(-1, ...done.map((id) => before.indexOf.get(id) ?? -1));
  if (last < 0) return null;
  const section = (index: number) => {
    const row = before.rows[before.rowOf[index]!];
    return row?.kind === 'tiles' ? row.section : null;
  };
  const home = section(last);
  const waits = (index: number) => {
    const id = before.cells[index]!.id;
    if (section(index) !== home || gone.has(id) || !after.has(id)) return false;
    return home !== 'needs-a-look' || after.get(id)!.reasons.length > 0;
  };
  for (let index = last + 1; index < before.cells.length && section(index) === home; index++)
    if (waits(index)) return before.cells[index]!.id;
  for (let index = last - 1; index >= 0 && section(index) === home; index--)
    if (waits(index)) return before.cells[index]!.id;
  return before.cells.find(({ id }) => !gone.has(id) && after.has(id))?.id ?? null;
}
