import { type Draft, original } from 'immer';
import type { Case, Cell, Field } from '../../domain/case.ts';
import type { Message } from '../../domain/message.ts';

/** Names under which changes appear in the audit trail. */
export const COMMAND_IDS = [
  'case.rename',
  'case.describe',
  'case.settings',
  'case.archive',
  'case.diagnosis',
  'case.sign',
  'case.amend',
  'field.add',
  'field.remove',
  'field.move',
  'field.exclude',
  'field.review',
  'field.scale',
  'cell.accept',
  'cell.countable',
  'cell.delete',
  'cell.draw',
  'cell.box',
  'cell.relabel',
  'cell.split',
  'cell.merge',
  'cell.comment',
  'conflict.resolve',
  'tally.count',
  'tally.clear',
  'tally.merge',
  'reader.import',
  'reader.remove',
] as const;
export type CommandId = (typeof COMMAND_IDS)[number];

/** Who acts, and when. */
export interface Actor {
  readonly by: string;
  /** ISO date and time. */
  readonly at: string;
}

/** One named change of a case. Menus, keys and tests share it. */
export interface Command {
  readonly id: CommandId;
  /** `step`: can be undone. `never`: stands in the record, and only another command answers it. */
  readonly undo: 'step' | 'never';
  /** Whether the command is open on a signed case. */
  readonly onSigned: 'refused' | 'allowed';
  /** The reason that its author gave, for the audit trail. */
  readonly reason?: string;
  /** What changes, for the audit trail; read before the change. */
  summary(before: Case): Message;
  /** Makes the change. Leaves a document unchanged where its target is gone. */
  apply(draft: Draft<Case>, actor: Actor): void;
}

/** A change that can be undone and that a signed case refuses: what nearly every command is. */
export const step = (
  id: CommandId,
  summary: Command['summary'],
  apply: Command['apply'],
): Command => ({ id, undo: 'step', onSigned: 'refused', summary, apply });

/** The command with a reason for the audit trail. */
export const because = (command: Command, reason: string): Command =>
  reason.trim() === '' ? command : { ...command, reason: reason.trim() };

/** Cells by their ids, which are unique within a case. */
export interface CellTarget {
  readonly cellIds: readonly string[];
}

export const findField = <C extends Case | Draft<Case>>(
  document: C,
  fieldId: string,
): C['fields'][number] | undefined => document.fields.find((field) => field.id === fieldId);

/** The name of a field for the audit trail. */
export const fieldName = (document: Case, fieldId: string): string =>
  findField(document, fieldId)?.name ?? fieldId;

/** The field that holds a cell. */
export const fieldOfCell = (document: Case, cellId: string): Field | undefined =>
  document.fields.find((field) => field.cells.some((cell) => cell.id === cellId));

/**
 * Runs `change` on each named cell that is there. The cells are looked up in the document that the
 * draft was made of: walking ten thousand cells through the draft would make a proxy of each.
 */
export function forEachCell(
  draft: Draft<Case>,
  { cellIds }: CellTarget,
  change: (cell: Draft<Cell>, field: Draft<Field>) => void,
): void {
  const ids = new Set(cellIds);
  const fields = (original(draft) as Case | undefined)?.fields ?? [];
  fields.forEach((field, fieldIndex) => {
    field.cells.forEach((cell, cellIndex) => {
      if (!ids.has(cell.id)) return;
      const target = draft.fields[fieldIndex];
      if (target) change(target.cells[cellIndex]!, target);
    });
  });
}

/** How many cells, and of which field where it is one. */
export function cellValues(
  before: Case,
  { cellIds }: CellTarget,
): { count: number; field: string } {
  const ids = new Set(cellIds);
  const fields = before.fields.filter((field) => field.cells.some((cell) => ids.has(cell.id)));
  return { count: ids.size, field: fields.length === 1 ? fields[0]!.name : '' };
}
