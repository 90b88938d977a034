import type { Description } from '../../domain/case.ts';
import { say } from '../../domain/text/index.ts';
import { type Command, step } from './command.ts';

/** Says one thing of the smear: specimen, site, stain or date. */
export const describeCase = (part: keyof Description, value: string): Command =>
  step(
    'case.describe',
    ({ description }) =>
      say('audit.case.describe', { part, before: description[part], after: value }),
    ({ description }) => {
      description[part] = value;
    },
  );
