import { say } from '../../domain/text/index.ts';
import { type Command, fieldName, findField, step } from './command.ts';

/** Takes a field and its cells out of the case. Its picture stays stored, so that undo can show it. */
export const removeField = (fieldId: string): Command =>
  step(
    'field.remove',
    (before) =>
      say('audit.field.remove', {
        field: fieldName(before, fieldId),
        count: findField(before, fieldId)?.cells.length ?? 0,
      }),
    (draft) => {
      const index = draft.fields.findIndex((field) => field.id === fieldId);
      if (index >= 0) draft.fields.splice(index, 1);
    },
  );
