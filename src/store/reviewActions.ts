import type { StoreApi } from 'zustand/vanilla';
import type { Cell, Field } from '../domain/case.ts';
import { readCell } from '../domain/cellReading.ts';
import type { Label } from '../domain/classes.ts';
import {
  acceptCells,
  commentCell,
  deleteCells,
  mergeCells,
  relabelCells,
  setCountable,
} from './commands/index.ts';
import type { Documents, Outcome } from './documents.ts';
import { neighbour } from './review.ts';
import type { Services } from './services.ts';
import { primaryCellId, type WorkstationState } from './state.ts';

/** A cell of the open case with the field that it is in. */
export interface PlacedCell {
  readonly field: Field;
  readonly cell: Cell;
}

/** The cells of a selection that are there, in its order. */
export function placedCells(
  fields: readonly Field[],
  selection: readonly string[],
): readonly PlacedCell[] {
  if (selection.length === 0) return [];
  const wanted = new Set(selection);
  const found = new Map<string, PlacedCell>();
  for (const field of fields)
    for (const cell of field.cells) if (wanted.has(cell.id)) found.set(cell.id, { field, cell });
  return selection.flatMap((id) => found.get(id) ?? []);
}

/** What a reviewer does to the selected cells; the same in every view. */
export class ReviewActions {
  readonly #store: StoreApi<WorkstationState>;
  readonly #documents: Documents;
  readonly #services: Services;

  constructor(store: StoreApi<WorkstationState>, documents: Documents, services: Services) {
    this.#store = store;
    this.#documents = documents;
    this.#services = services;
  }

  label(label: Label): Outcome {
    return this.#onSelection((cellIds) => relabelCells({ cellIds }, label));
  }

  accept(): Outcome {
    return this.#onSelection((cellIds) => acceptCells({ cellIds }));
  }

  /** Turns all into what the primary is not: countable or uncountable. */
  toggleCountable(): Outcome {
    const primary = this.#cells().at(-1);
    if (!primary) return 'unchanged';
    const { countable } = readCell(primary.cell);
    return this.#onSelection((cellIds) => setCountable({ cellIds }, !countable));
  }

  /** Deletes the cells; the primary's neighbour is selected in their place. */
  remove(): Outcome {
    const { document, selection, activeFieldId } = this.#store.getState();
    const primary = primaryCellId({ selection });
    if (!document || primary === null) return 'unchanged';
    const next = ([1, -1] as const)
      .map((direction) => neighbour(document, activeFieldId, primary, direction))
      .find((item) => item && item.fieldId === activeFieldId && !selection.includes(item.cellId));
    const outcome = this.#onSelection((cellIds) => deleteCells({ cellIds }));
    if (outcome === 'applied') this.#store.setState({ selection: next ? [next.cellId] : [] });
    return outcome;
  }

  /** Makes one cell of the selected ones, which must be of one field. */
  merge(): Outcome {
    const cells = this.#cells();
    const [first] = cells;
    if (!first || cells.length < 2 || cells.some(({ field }) => field !== first.field))
      return 'unchanged';
    const id = this.#services.newId();
    const outcome = this.#onSelection((cellIds) => mergeCells(first.field.id, cellIds, id));
    if (outcome === 'applied') this.#store.setState({ selection: [id] });
    return outcome;
  }

  /** Remarks on the primary; an empty text takes the remark back. */
  comment(text: string): Outcome {
    const primary = primaryCellId(this.#store.getState());
    return primary === null ? 'unchanged' : this.#documents.execute(commentCell(primary, text));
  }

  #cells(): readonly PlacedCell[] {
    const { document, selection } = this.#store.getState();
    return document ? placedCells(document.fields, selection) : [];
  }

  #onSelection(command: (cellIds: readonly string[]) => Parameters<Documents['execute']>[0]) {
    const { selection } = this.#store.getState();
    return selection.length === 0 ? 'unchanged' : this.#documents.execute(command(selection));
  }
}
