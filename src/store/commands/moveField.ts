import { say } from '../../domain/text/index.ts';
import { type Command, fieldName, step } from './command.ts';

/** Puts a field at another place in the case; `place` counts from 0. */
export const moveField = (fieldId: string, place: number): Command =>
  step(
    'field.move',
    (before) => say('audit.field.move', { field: fieldName(before, fieldId), place: place + 1 }),
    ({ fields }) => {
      const from = fields.findIndex((field) => field.id === fieldId);
      if (from < 0 || from === place || place < 0 || place >= fields.length) return;
      const [field] = fields.splice(from, 1);
      fields.splice(place, 0, field!);
    },
  );
