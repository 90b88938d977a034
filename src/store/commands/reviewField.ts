import { say } from '../../domain/text/index.ts';
import { type Command, fieldName, findField, step } from './command.ts';

/** Says that a whole field has been gone over, missed cells included; or takes that back. */
export const setFieldReviewed = (fieldId: string, reviewed: boolean): Command =>
  step(
    'field.review',
    (before) =>
      say(reviewed ? 'audit.field.review' : 'audit.field.unreview', {
        field: fieldName(before, fieldId),
      }),
    (draft, actor) => {
      const field = findField(draft, fieldId);
      if (field && (field.reviewed !== null) !== reviewed)
        field.reviewed = reviewed ? { ...actor } : null;
    },
  );
