import type { Case, Field, Reader, ReaderCell } from './case.ts';
import { readCell } from './cellReading.ts';

/** What one reader says of the fields of a case, for whoever compares readers. */
export interface Reading {
  readonly name: string;
  /** By field id. A field that is missing was not read: no cell there is missed or wrong. */
  readonly cells: ReadonlyMap<string, readonly ReaderCell[]>;
}

/** The reading against which a case can be measured. */
export interface GroundTruth extends Reading {
  /** `rendered`: what the renderer drew. `imported`: what somebody marked. */
  readonly origin: 'rendered' | 'imported';
}

/** What an imported reader says. */
export const readingOf = ({ fields }: Pick<Case, 'fields'>, { id, name }: Reader): Reading => ({
  name,
  cells: new Map(
    fields.flatMap((field) => {
      const reading = field.readings.find(({ readerId }) => readerId === id);
      return reading ? [[field.id, reading.cells] as const] : [];
    }),
  ),
});

/** Every second reader of a case, in the order of their import. */
export const secondReadings = (document: Pick<Case, 'fields' | 'readers'>): readonly Reading[] =>
  document.readers
    .filter(({ kind }) => kind === 'reader')
    .map((reader) => readingOf(document, reader));

/**
 * What the case itself says: the reviewers' words, else the model's. A field that nobody analysed,
 * reviewed or drew in was not read.
 */
export const ownReading = ({ fields, name }: Pick<Case, 'fields' | 'name'>): Reading => ({
  name,
  cells: new Map(
    fields
      .filter(({ analysis, reviewed, cells }) => analysis || reviewed || cells.length > 0)
      .map((field) => [field.id, ownCells(field)]),
  ),
});

const ownCells = ({ cells }: Field): ReaderCell[] =>
  cells.map((cell) => {
    const { countable, label } = readCell(cell);
    return { box: cell.box, countable, label: countable ? label : null };
  });

/** The ground truth of a case: the one imported last, else what was rendered; null where there is none. */
export function groundTruthOf(
  document: Pick<Case, 'fields' | 'readers' | 'name'>,
): GroundTruth | null {
  const imported = document.readers.findLast(({ kind }) => kind === 'truth');
  if (imported) return { ...readingOf(document, imported), origin: 'imported' };
  const rendered = document.fields.flatMap(({ id, synthetic }) =>
    synthetic ? [[id, synthetic.truth] as const] : [],
  );
  return rendered.length === 0
    ? null
    : { name: document.name, cells: new Map(rendered), origin: 'rendered' };
}
