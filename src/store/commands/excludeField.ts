import { say } from '../../domain/text/index.ts';
import { because, type Command, fieldName, findField, step } from './command.ts';

/** Leaves a field out of the count, for a stated reason. Its cells stay. */
export const excludeField = (fieldId: string, reason: string): Command =>
  because(
    step(
      'field.exclude',
      (before) => say('audit.field.exclude', { field: fieldName(before, fieldId) }),
      (draft, actor) => {
        const field = findField(draft, fieldId);
        if (field) field.excluded = { ...actor, reason };
      },
    ),
    reason,
  );

/** Takes a field into the count again. */
export const includeField = (fieldId: string): Command =>
  step(
    'field.exclude',
    (before) => say('audit.field.include', { field: fieldName(before, fieldId) }),
    (draft) => {
      const field = findField(draft, fieldId);
      if (field) field.excluded = null;
    },
  );
