import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case, TallyKey } from '../../domain/case.ts';
import { labelName } from '../../domain/classes.ts';
import { LABELS } from '../../domain/differential.ts';
import { manualTotal } from '../../domain/manualTally.ts';
import { countByHand } from '../../store/commands/index.ts';
import { useWorkstation } from '../../store/react.tsx';
import { labelAction } from '../keyboard/actions.ts';
import { useActions } from '../keyboard/react.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { click } from './click.ts';

/** What can be done to the count by hand, and what is said of the last change. */
export interface TallyActions {
  count(key: TallyKey): void;
  takeOff(key: TallyKey): void;
  /** Takes back the last change of the count, as long as nothing else was changed since. */
  takeLast(): void;
  readonly said: string;
  readonly last: TallyKey | null;
}

/** The count by hand on the screen, with its keys: those that name a class elsewhere count here. */
export function useTally(document: Case): TallyActions {
  const { t } = useTranslation();
  const language = useLanguage();
  const { documents, store } = useWorkstation();
  const [said, setSaid] = useState('');
  const [last, setLast] = useState<TallyKey | null>(null);
  const { target } = document.settings;

  const tell = (key: TallyKey | null) => {
    const manual = store.getState().document?.manual ?? document.manual;
    const total = manualTotal(manual);
    setLast(key);
    setSaid(
      key === null
        ? t('tally.saidTakenBack', { total, target })
        : key === 'uncountable'
          ? t('tally.saidUncountable', { count: manual.counts[key] ?? 0 })
          : t('tally.said', { name: labelName(key, language), total, target }),
    );
  };
  const change = (key: TallyKey, by: 1 | -1) => {
    if (documents.execute(countByHand(key, by)) !== 'applied') return;
    tell(key);
    if (by === 1 && store.getState().preferences.tallySound) click();
  };
  const actions: TallyActions = {
    count: (key) => change(key, 1),
    takeOff: (key) => change(key, -1),
    takeLast() {
      if (store.getState().history.past.at(-1)?.command !== 'tally.count') {
        setSaid(t('tally.noLast'));
        return;
      }
      if (documents.undo() === 'applied') tell(null);
    },
    said,
    last,
  };
  useActions({
    ...Object.fromEntries(LABELS.map((label) => [labelAction(label), () => actions.count(label)])),
    uncountable: () => actions.count('uncountable'),
    takeBack: () => actions.takeLast(),
  });
  return actions;
}
