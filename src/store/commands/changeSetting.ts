import type { CaseSettings } from '../../domain/case.ts';
import { say } from '../../domain/text/index.ts';
import { type Command, step } from './command.ts';

/** Changes one setting of the case: its rule, how unresolved blasts are read, or its target. */
export const changeSetting = <Key extends keyof CaseSettings>(
  setting: Key,
  value: CaseSettings[Key],
): Command =>
  step(
    'case.settings',
    (before) =>
      say('audit.case.settings', { setting, before: before.settings[setting], after: value }),
    (draft) => {
      draft.settings[setting] = value;
    },
  );
