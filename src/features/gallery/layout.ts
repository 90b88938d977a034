import {
  type GalleryCell,
  type Section,
  type SectionContent,
  takesCells,
} from '../../domain/gallery.ts';

/** Where everything in the gallery stands, in CSS pixels: worked out, never measured. */

export type Row =
  | { readonly kind: 'header'; readonly section: Section; readonly content: SectionContent }
  | {
      readonly kind: 'tiles';
      readonly section: Section;
      /** Place of the first tile in the order of all tiles. */
      readonly first: number;
      readonly cells: readonly GalleryCell[];
    }
  /** The sections without cells, together: one can still drop into them. */
  | { readonly kind: 'empty'; readonly sections: readonly Section[]; readonly lines: number };

export interface Metrics {
  readonly columns: number;
  /** Side of a tile's picture. */
  readonly side: number;
}

export const GAP = 6;
export const PADDING = 12;
export const HEADER_HEIGHT = 40;
/** Under the picture: chip and confidence. */
export const CAPTION_HEIGHT = 22;
const EMPTY_HEAD = 32;
const EMPTY_CHIP = { width: 132, height: 30 } as const;

export interface Layout {
  readonly rows: readonly Row[];
  /** Top of each row; one more than there are rows, the last being the height of all. */
  readonly tops: readonly number[];
  readonly metrics: Metrics;
  /** All tiles in order. */
  readonly cells: readonly GalleryCell[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** Row of each tile. */
  readonly rowOf: readonly number[];
}

/** How many tiles stand side by side in this width. */
export const columnsFor = (width: number, side: number): number =>
  Math.max(1, Math.floor((width - 2 * PADDING + GAP) / (side + GAP)));

/** Lays the sections out in rows for a width. */
export function layOut(contents: readonly SectionContent[], width: number, side: number): Layout {
  const columns = columnsFor(width, side);
  const rows: Row[] = [];
  const cells: GalleryCell[] = [];
  const rowOf: number[] = [];
  for (const content of contents) {
    const { section } = content;
    if (content.cells.length === 0) continue;
    rows.push({ kind: 'header', section, content });
    for (let at = 0; at < content.cells.length; at += columns) {
      const part = content.cells.slice(at, at + columns);
      rows.push({ kind: 'tiles', section, first: cells.length, cells: part });
      for (const cell of part) {
        cells.push(cell);
        rowOf.push(rows.length - 1);
      }
    }
  }
  const sections = contents
    .filter(({ section, cells }) => cells.length === 0 && takesCells(section))
    .map(({ section }) => section);
  if (sections.length > 0) {
    const aLine = Math.max(1, Math.floor((width - 2 * PADDING + GAP) / (EMPTY_CHIP.width + GAP)));
    rows.push({ kind: 'empty', sections, lines: Math.ceil(sections.length / aLine) });
  }
  const tops = [0];
  for (const row of rows) tops.push(tops.at(-1)! + rowHeight(row, side));
  return {
    rows,
    tops,
    metrics: { columns, side },
    cells,
    indexOf: new Map(cells.map(({ id }, index) => [id, index])),
    rowOf,
  };
}

/** Height of a row with the gap below it. */
export function rowHeight(row: Row, side: number): number {
  if (row.kind === 'header') return HEADER_HEIGHT;
  if (row.kind === 'tiles') return side + CAPTION_HEIGHT + GAP;
  return EMPTY_HEAD + row.lines * (EMPTY_CHIP.height + GAP) + PADDING;
}

/** A name for a row that stays when others come and go above it. */
export function rowKey(row: Row): string {
  if (row.kind === 'empty') return 'empty';
  return row.kind === 'header' ? row.section : `${row.section}/${row.cells[0]!.id}`;
}

/** What the focus can be on: a tile or a section's header. */
export type Spot =
  | { readonly kind: 'cell'; readonly id: string }
  | { readonly kind: 'header'; readonly section: Section };

export const sameSpot = (a: Spot | null, b: Spot | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    (a.kind === 'cell'
      ? b.kind === 'cell' && a.id === b.id
      : b.kind === 'header' && a.section === b.section));

/** Row of a spot; −1 where it is not shown. */
export function rowOfSpot({ rows, rowOf, indexOf }: Layout, spot: Spot): number {
  if (spot.kind === 'cell') return rowOf[indexOf.get(spot.id) ?? -1] ?? -1;
  return rows.findIndex((row) => row.kind === 'header' && row.section === spot.section);
}

export type Direction = 'left' | 'right' | 'up' | 'down' | 'home' | 'end';

/**
 * Where an arrow leads. Left and right run through the tiles; up and down keep the column and pass
 * over the headers; home and end are those of the row.
 */
export function step(layout: Layout, spot: Spot, direction: Direction, column: number): Spot {
  const { rows, cells, indexOf } = layout;
  const at = rowOfSpot(layout, spot);
  const row = rows[at];
  if (!row || row.kind === 'empty') return firstSpot(layout) ?? spot;
  if (direction === 'up' || direction === 'down') {
    const next = rows[at + (direction === 'down' ? 1 : -1)];
    return next && next.kind !== 'empty' ? spotIn(next, column) : spot;
  }
  if (row.kind === 'header') {
    const neighbour = rows[at + (direction === 'left' ? -1 : 1)];
    if (direction === 'home' || direction === 'end' || neighbour?.kind !== 'tiles') return spot;
    return spotIn(neighbour, direction === 'left' ? Number.POSITIVE_INFINITY : 0);
  }
  if (direction === 'home') return spotIn(row, 0);
  if (direction === 'end') return spotIn(row, Number.POSITIVE_INFINITY);
  const index = indexOf.get((spot as { id: string }).id) ?? 0;
  const next = cells[index + (direction === 'left' ? -1 : 1)];
  return next ? { kind: 'cell', id: next.id } : spot;
}

function spotIn(row: Exclude<Row, { kind: 'empty' }>, column: number): Spot {
  if (row.kind === 'header') return { kind: 'header', section: row.section };
  return { kind: 'cell', id: row.cells[Math.min(column, row.cells.length - 1)]!.id };
}

/** 0-based column of a spot; that of a header is the one given. */
export function columnOf({ rows, rowOf, indexOf }: Layout, spot: Spot, kept: number): number {
  if (spot.kind === 'header') return kept;
  const index = indexOf.get(spot.id);
  const row = index === undefined ? undefined : rows[rowOf[index]!];
  return index === undefined || row?.kind !== 'tiles' ? kept : index - row.first;
}

/** The first tile; null where there is none. */
export const firstSpot = ({ cells }: Layout): Spot | null =>
  cells[0] ? { kind: 'cell', id: cells[0].id } : null;

/** Ids from one tile to another, in order, whichever comes first. */
export function rangeOf({ cells, indexOf }: Layout, from: string, to: string): string[] {
  const [a, b] = [indexOf.get(from), indexOf.get(to)];
  if (a === undefined || b === undefined) return [to];
  const ids = cells.slice(Math.min(a, b), Math.max(a, b) + 1).map(({ id }) => id);
  // The last of a selection is its primary.
  return a <= b ? ids : ids.reverse();
}

/** Ids of a section's tiles, in order. */
export const idsOf = ({ rows }: Layout, section: Section): string[] =>
  rows.flatMap((row) =>
    row.kind === 'tiles' && row.section === section ? row.cells.map(({ id }) => id) : [],
  );

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Ids of the tiles that a rectangle touches; in the layout's own coordinates. */
export function tilesWithin({ rows, tops, metrics }: Layout, area: Rectangle): string[] {
  const { side } = metrics;
  return rows.flatMap((row, index) => {
    const top = tops[index]!;
    if (row.kind !== 'tiles' || top > area.bottom || top + side + CAPTION_HEIGHT < area.top)
      return [];
    return row.cells
      .filter((_, column) => {
        const left = PADDING + column * (side + GAP);
        return left <= area.right && left + side >= area.left;
      })
      .map(({ id }) => id);
  });
}

/** Top of a tile where it stands in this section; null where it does not. */
function topOf(layout: Layout, id: string, section: Section): number | null {
  const at = layout.rowOf[layout.indexOf.get(id) ?? -1];
  const row = at === undefined ? undefined : layout.rows[at];
  return row && row.kind === 'tiles' && row.section === section ? layout.tops[at!]! : null;
}

/**
 * The scroll position under which the view does not jump when a layout takes another's place: the
 * tile preferred, else the first one in view that stayed in its section, stays where it was.
 * @param prefer id of the tile to hold; taken only where it was in view
 */
export function anchoredScroll(
  before: Layout,
  after: Layout,
  scrollTop: number,
  viewHeight: number,
  prefer: string | null,
): number {
  const inView = before.rows.flatMap((row, index) =>
    row.kind === 'tiles' &&
    before.tops[index + 1]! > scrollTop &&
    before.tops[index]! < scrollTop + viewHeight
      ? row.cells.map(({ id }) => ({ id, section: row.section, top: before.tops[index]! }))
      : [],
  );
  const candidates = [...inView.filter(({ id }) => id === prefer), ...inView];
  for (const { id, section, top } of candidates) {
    const now = topOf(after, id, section);
    if (now !== null) return Math.max(0, scrollTop + now - top);
  }
  return scrollTop;
}

/** The scroll position that shows a row as a whole, moved no further than needed. */
export function revealed(
  { rows, tops, metrics }: Layout,
  rowIndex: number,
  scrollTop: number,
  viewHeight: number,
): number {
  const row = rows[rowIndex];
  if (!row) return scrollTop;
  // Its header with it where it is the first row of its section.
  const from = rows[rowIndex - 1]?.kind === 'header' ? rowIndex - 1 : rowIndex;
  const top = tops[from]!;
  const bottom = tops[rowIndex]! + rowHeight(row, metrics.side);
  if (top < scrollTop) return Math.max(0, top - GAP);
  return bottom > scrollTop + viewHeight ? bottom - viewHeight + GAP : scrollTop;
}
