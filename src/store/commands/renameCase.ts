import { say } from '../../domain/text/index.ts';
import { type Command, step } from './command.ts';

/** Gives the case another name. */
export const renameCase = (name: string): Command =>
  step(
    'case.rename',
    (before) => say('audit.case.rename', { before: before.name, after: name }),
    (draft) => {
      draft.name = name;
    },
  );
