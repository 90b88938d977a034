import type { CaseSettings } from '../../domain/case.ts';
import { say } from '../../domain/text/index.ts';
import { type Command, step } from './command.ts';

/** Changes one setting of the case: how unresolved blasts are read, or its target. */
export const changeSetting = <Key extends 'blastReading' | 'target'>(
  setting: Key,
  value: NonNullable<CaseSettings[Key]>,
): Command =>
  step(
    'case.settings',
    (before) =>
      say('audit.case.settings', {
        setting,
        before: before.settings[setting] ?? '—',
        after: value,
      }),
    ({ settings }) => {
      Object.assign(settings, { [setting]: value });
    },
  );
