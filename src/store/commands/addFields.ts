import type { Field } from '../../domain/case.ts';
import { type Command, step } from './command.ts';

/** Adds fields at the end of the case. */
export const addFields = (fields: readonly Field[]): Command =>
  step(
    'field.add',
    () => `Added ${fields.map((field) => field.name).join(', ')}`,
    (draft) => {
      draft.fields.push(...structuredClone([...fields]));
    },
  );
