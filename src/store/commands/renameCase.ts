import { type Command, step } from './command.ts';

/** Gives the case another name. */
export const renameCase = (name: string): Command =>
  step(
    'case.rename',
    (before) => `Case name: ${before.name} → ${name}`,
    (draft) => {
      draft.name = name;
    },
  );
