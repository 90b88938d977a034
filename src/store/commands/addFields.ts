import type { Field } from '../../domain/case.ts';
import { say } from '../../domain/text/index.ts';
import { type Command, step } from './command.ts';

/** Adds fields at the end of the case. */
export const addFields = (fields: readonly Field[]): Command =>
  step(
    'field.add',
    () => say('audit.field.add', { fields: fields.map((field) => field.name).join(', ') }),
    (draft) => {
      draft.fields.push(...structuredClone([...fields]));
    },
  );
