import type { Draft } from 'immer';
import type { Case, Cell, Field } from '../../domain/case.ts';

/** Names under which changes appear in the audit trail. */
export const COMMAND_IDS = [
  'case.rename',
  'case.settings',
  'case.sign',
  'case.amend',
  'field.add',
  'field.remove',
  'field.scale',
  'cell.accept',
  'cell.countable',
  'cell.delete',
  'cell.draw',
  'cell.box',
  'cell.relabel',
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
  /** What changes, in words, for the audit trail; read before the change. */
  summary(before: Case): string;
  /** Makes the change. Leaves a document unchanged where its target is gone. */
  apply(draft: Draft<Case>, actor: Actor): void;
}

/** A change that can be undone and that a signed case refuses: what nearly every command is. */
export const step = (
  id: CommandId,
  summary: Command['summary'],
  apply: Command['apply'],
): Command => ({ id, undo: 'step', onSigned: 'refused', summary, apply });

/** Names of a case's field and cells. */
export interface CellTarget {
  readonly fieldId: string;
  readonly cellIds: readonly string[];
}

export const findField = <C extends Case | Draft<Case>>(
  document: C,
  fieldId: string,
): C['fields'][number] | undefined => document.fields.find((field) => field.id === fieldId);

/** Runs `change` on each named cell that is there. */
export function forEachCell(
  draft: Draft<Case>,
  target: CellTarget,
  change: (cell: Draft<Cell>, field: Draft<Field>) => void,
): void {
  const field = findField(draft, target.fieldId);
  if (!field) return;
  const ids = new Set(target.cellIds);
  for (const cell of field.cells) if (ids.has(cell.id)) change(cell, field);
}

/** "1 cell of field a.png", "3 cells of field a.png". */
export function describeCells(before: Case, target: CellTarget): string {
  const count = target.cellIds.length;
  const name = findField(before, target.fieldId)?.name ?? target.fieldId;
  return `${count} ${count === 1 ? 'cell' : 'cells'} of field ${name}`;
}
