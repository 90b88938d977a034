import { type Command, findField, step } from './command.ts';

/** Enters a field's scale in µm per pixel; null forgets it, and the next analysis measures it. */
export const setScale = (fieldId: string, micrometresPerPixel: number | null): Command =>
  step(
    'field.scale',
    (before) => {
      const name = findField(before, fieldId)?.name ?? fieldId;
      return micrometresPerPixel === null
        ? `Cleared the scale of field ${name}`
        : `Scale of field ${name}: ${micrometresPerPixel} µm per pixel`;
    },
    (draft) => {
      const field = findField(draft, fieldId);
      if (field)
        field.scale =
          micrometresPerPixel === null ? null : { micrometresPerPixel, source: 'entered' };
    },
  );
