import type { CaseSettings } from '../../domain/case.ts';
import { type Command, step } from './command.ts';

/** Changes the case's diagnostic rule or how blasts of unresolved lineage are read. */
export const changeSettings = (settings: Partial<CaseSettings>): Command =>
  step(
    'case.settings',
    (before) =>
      Object.entries(settings)
        .map(([key, value]) => {
          const old = before.settings[key as keyof CaseSettings];
          const name = key === 'ruleId' ? 'Rule' : 'Reading of unresolved blasts';
          return `${name}: ${old} → ${value}`;
        })
        .join('; '),
    (draft) => {
      Object.assign(draft.settings, settings);
    },
  );
