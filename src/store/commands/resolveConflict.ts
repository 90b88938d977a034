import type { Cell, ModelWord } from '../../domain/case.ts';
import { say } from '../../domain/text/index.ts';
import { type Command, fieldName, findField, step } from './command.ts';
import { takeOut } from './takeOut.ts';

/** `keep` the reviewer's cells, `take` the model's in their place, or have `both`. */
export type ConflictAnswer = 'keep' | 'take' | 'both';

const SUMMARIES = {
  keep: 'audit.conflict.keep',
  take: 'audit.conflict.take',
  both: 'audit.conflict.both',
} as const;

const modelCell = (id: string, model: ModelWord): Cell => ({
  id,
  box: { ...model.box },
  origin: 'model',
  model: { ...model },
  review: null,
});

/** Decides between reviewed cells and what a later analysis found over them. */
export const resolveConflict = (
  fieldId: string,
  conflictId: string,
  answer: ConflictAnswer,
  newId: string,
): Command =>
  step(
    'conflict.resolve',
    (before) => say(SUMMARIES[answer], { field: fieldName(before, fieldId) }),
    (draft) => {
      const field = findField(draft, fieldId);
      const conflict = field?.conflicts.find(({ id }) => id === conflictId);
      if (!field || !conflict) return;
      const { model } = conflict;
      const cellIds = [...conflict.cellIds];
      field.conflicts = field.conflicts.filter(({ id }) => id !== conflictId);
      if (answer === 'keep') {
        // The next analysis does not ask again.
        field.deletedBoxes = [...(field.deletedBoxes ?? []), { ...model.box }];
        return;
      }
      if (answer === 'take') {
        const gone = new Set(cellIds);
        // What else the analysis found over the same cells has nothing left to be in conflict with.
        for (const other of field.conflicts.filter((item) =>
          item.cellIds.every((id) => gone.has(id)),
        ))
          field.cells.push(modelCell(other.id, other.model));
        takeOut(field, cellIds);
      }
      field.cells.push(modelCell(newId, model));
    },
  );
