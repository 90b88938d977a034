import { z } from 'zod';
import type { Case, Field, ReaderCell } from './case.ts';
import { readCell } from './cellReading.ts';
import { type Box, boxCentre } from './geometry.ts';
import { readingOf } from './readers.ts';
import { type Proportion, proportion } from './statistics.ts';

/**
 * The cell-location test: a person marks the cells of a field before seeing any box, and the share
 * that they found is kept over time. It tests the eye, never the case: nothing of it is in the count.
 */

export const TRUTH_ORIGINS = ['imported', 'rendered', 'reviewed'] as const;
export type TruthOrigin = (typeof TRUTH_ORIGINS)[number];

/** One test, once it was taken. */
export const locationTestSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  caseId: z.string(),
  caseName: z.string(),
  fieldId: z.string(),
  fieldName: z.string(),
  /** Whose boxes the marks were held to. */
  origin: z.enum(TRUTH_ORIGINS),
  /** Cells that were there to be found. */
  cells: z.int().nonnegative(),
  found: z.int().nonnegative(),
  /** Marks on nothing, and second marks on a cell. */
  extra: z.int().nonnegative(),
});
export type LocationTest = z.infer<typeof locationTestSchema>;

export const LOCATION_TESTS_VERSION = 1;
export const locationTestsSchema = z.object({
  schema: z.literal(LOCATION_TESTS_VERSION),
  tests: z.array(locationTestSchema).readonly(),
});

/** What a test is held to. */
export interface LocationTruth {
  readonly origin: TruthOrigin;
  readonly cells: readonly Pick<ReaderCell, 'box' | 'countable'>[];
}

/**
 * What is known to lie in a field: the ground truth imported last that has read it, else what was
 * rendered, else the field's own boxes once a reviewer has gone over all of it.
 * @returns null where nothing is known, or no cell was there to be found
 */
export function locationTruthOf(
  document: Pick<Case, 'fields' | 'readers'>,
  field: Field,
): LocationTruth | null {
  const truth = document.readers
    .filter(({ kind }) => kind === 'truth')
    .map((reader) => readingOf(document, reader).cells.get(field.id))
    .findLast((cells) => cells !== undefined);
  const known: LocationTruth | null = truth
    ? { origin: 'imported', cells: truth }
    : field.synthetic
      ? { origin: 'rendered', cells: field.synthetic.truth }
      : field.reviewed
        ? {
            origin: 'reviewed',
            cells: field.cells.map((cell) => ({
              box: cell.box,
              countable: readCell(cell).countable,
            })),
          }
        : null;
  return known?.cells.some(({ countable }) => countable) ? known : null;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** How each cell and each mark came out; places in the lists that were given. */
export interface LocationScore {
  readonly found: readonly number[];
  readonly missed: readonly number[];
  /** Marks that found a cell. */
  readonly hits: readonly number[];
  readonly extra: readonly number[];
  /** Marks on uncountable cells: neither right nor wrong. */
  readonly neutral: readonly number[];
  readonly share: Proportion;
}

const contains = ({ x, y, width, height }: Box, point: Point): boolean =>
  point.x >= x && point.y >= y && point.x <= x + width && point.y <= y + height;

/**
 * Holds marks to the cells that are there. A mark finds a countable cell when it lies in its box, each
 * box by one mark and each mark in one box: as many as can be found so (Kuhn 1955, augmenting paths), the
 * marks nearest to the centres first. A mark left over is neutral in the box of an uncountable cell,
 * where it may well be meant, and extra anywhere else, in a box that is found already included.
 * @param marks image pixels
 */
export function scoreLocation(
  marks: readonly Point[],
  cells: LocationTruth['cells'],
): LocationScore {
  const within = cells.map(({ box, countable }) => {
    const centre = boxCentre(box);
    return marks
      .map((mark, at) => ({ at, distance: Math.hypot(mark.x - centre.x, mark.y - centre.y) }))
      .filter(({ at }) => countable && contains(box, marks[at] as Point))
      .sort((a, b) => a.distance - b.distance);
  });
  /** The cell of each mark. */
  const hits = new Map<number, number>();
  const found = new Set<number>();
  const pairs = within.flatMap((near, cell) => near.map((mark) => ({ cell, ...mark })));
  for (const { cell, at } of pairs.sort((a, b) => a.distance - b.distance)) {
    if (found.has(cell) || hits.has(at)) continue;
    found.add(cell);
    hits.set(at, cell);
  }
  const assign = (cell: number, tried: Set<number>): boolean =>
    (within[cell] ?? []).some(({ at }) => {
      if (tried.has(at)) return false;
      tried.add(at);
      const holder = hits.get(at);
      if (holder !== undefined && !assign(holder, tried)) return false;
      hits.set(at, cell);
      return true;
    });
  for (const cell of cells.keys()) if (!found.has(cell) && assign(cell, new Set())) found.add(cell);
  const left = marks.flatMap((_, at) => (hits.has(at) ? [] : [at]));
  const isNeutral = (at: number) =>
    cells.some(({ box, countable }) => !countable && contains(box, marks[at] as Point));
  const countable = cells.flatMap((cell, i) => (cell.countable ? [i] : []));
  return {
    found: countable.filter((i) => found.has(i)),
    missed: countable.filter((i) => !found.has(i)),
    hits: marks.flatMap((_, at) => (hits.has(at) ? [at] : [])),
    extra: left.filter((at) => !isNeutral(at)),
    neutral: left.filter(isNeutral),
    share: proportion(found.size, countable.length),
  };
}

/**
 * The field to be tested next: of those with known cells the one whose last test by this person is
 * longest ago, never tested ones first, in the order of the case.
 */
export function nextLocationField(
  document: Pick<Case, 'id' | 'fields' | 'readers'>,
  tests: readonly LocationTest[],
  by: string,
): Field | null {
  const lastOf = (field: Field) =>
    tests
      .filter((test) => test.by === by && test.caseId === document.id && test.fieldId === field.id)
      .reduce((last, { at }) => (at > last ? at : last), '');
  const known = document.fields
    .filter((field) => locationTruthOf(document, field) !== null)
    .map((field) => ({ field, last: lastOf(field) }));
  return known.sort((a, b) => a.last.localeCompare(b.last))[0]?.field ?? null;
}

/** How many tests a person took on a day, by the clock of this machine. */
export const testsOfDay = (tests: readonly LocationTest[], by: string, day: Date): number =>
  tests.filter((test) => test.by === by && new Date(test.at).toDateString() === day.toDateString())
    .length;

/** All tests together: of all cells that were there, how many were found. */
export const pooledShare = (tests: readonly LocationTest[]): Proportion =>
  proportion(
    tests.reduce((sum, { found }) => sum + found, 0),
    tests.reduce((sum, { cells }) => sum + cells, 0),
  );
