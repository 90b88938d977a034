import { type Command, findField, step } from './command.ts';

/** Takes a field and its cells out of the case. Its picture stays stored, so that undo can show it. */
export const removeField = (fieldId: string): Command =>
  step(
    'field.remove',
    (before) => {
      const field = findField(before, fieldId);
      return `Removed field ${field?.name ?? fieldId} with ${field?.cells.length ?? 0} cells`;
    },
    (draft) => {
      const index = draft.fields.findIndex((field) => field.id === fieldId);
      if (index >= 0) draft.fields.splice(index, 1);
    },
  );
