import { say } from '../../domain/text/index.ts';
import { type Command, fieldName, findField, step } from './command.ts';

/** Enters a field's scale in µm per pixel; null forgets it, and the next analysis measures it. */
export const setScale = (fieldId: string, micrometresPerPixel: number | null): Command =>
  step(
    'field.scale',
    (before) => {
      const field = fieldName(before, fieldId);
      return micrometresPerPixel === null
        ? say('audit.field.scale.clear', { field })
        : say('audit.field.scale', { field, value: micrometresPerPixel });
    },
    (draft) => {
      const field = findField(draft, fieldId);
      if (field)
        field.scale =
          micrometresPerPixel === null ? null : { micrometresPerPixel, source: 'entered' };
    },
  );
