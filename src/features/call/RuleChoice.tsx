import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { chooseRule } from '../../store/commands/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { RULES, type Rule, ruleOf, ruleWords } from '../../store/reading.ts';
import { Button } from '../shared/buttons.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { useLocked } from '../shared/useLocked.ts';

/** The question comes up where the eyes are: so does the cursor. */
const focus = (element: HTMLInputElement | null) => element?.focus();

/** Of a laboratory's rule a case may keep an older version than the laboratory has now. */
const keyOf = ({ id, version }: Rule): string => `${id}@${version}`;

/** By which rule the case is read. Another one is asked a reason for, which the audit trail keeps. */
export function RuleChoice({ document }: { document: Case }) {
  const { t } = useTranslation();
  const { documents } = useWorkstation();
  const language = useLanguage();
  const locked = useLocked();
  const own = useWorkstationState((state) => state.laboratory.rules);
  const [wanted, setWanted] = useState<Rule | null>(null);
  const { settings } = document;
  const current = ruleOf(settings);
  const kept =
    settings.ownRule && !own.some((rule) => current && keyOf(rule) === keyOf(current))
      ? [settings.ownRule]
      : [];
  const words = current && ruleWords(current, language);
  const groups = [
    { name: 'ofCase', rules: kept },
    { name: 'shipped', rules: RULES },
    { name: 'own', rules: own },
  ] as const;
  const shown = wanted ?? current;
  return (
    <>
      <label title={words ? t('call.source', { source: words.source }) : undefined}>
        {t('call.rule')}
        <select
          value={shown ? keyOf(shown) : ''}
          disabled={locked}
          onChange={(event) => {
            const chosen = groups
              .flatMap(({ rules }): readonly Rule[] => rules)
              .find((rule) => keyOf(rule) === event.target.value);
            setWanted(chosen && chosen !== current ? chosen : null);
          }}
        >
          {!current && (
            <option value="">{t('laboratory.choice.unknown', { id: settings.ruleId })}</option>
          )}
          {groups.map(({ name, rules }) =>
            rules.length === 0 ? null : (
              <optgroup key={name} label={t(`laboratory.choice.${name}`)}>
                {rules.map((rule) => (
                  <option key={keyOf(rule)} value={keyOf(rule)}>
                    {ruleWords(rule, language).name}
                  </option>
                ))}
              </optgroup>
            ),
          )}
        </select>
      </label>
      {wanted && !locked && (
        <WhyForm
          key={keyOf(wanted)}
          onCancel={() => setWanted(null)}
          onGiven={(reason) => {
            documents.execute(chooseRule(wanted, reason));
            setWanted(null);
          }}
        />
      )}
    </>
  );
}

interface WhyFormProps {
  readonly onGiven: (reason: string) => void;
  readonly onCancel: () => void;
}

function WhyForm({ onGiven, onCancel }: WhyFormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') onGiven(reason.trim());
  };
  return (
    <form className="rule-why" onSubmit={submit}>
      <label className="form-row">
        {t('laboratory.choice.why')}
        <input
          ref={focus}
          value={reason}
          maxLength={200}
          placeholder={t('laboratory.choice.whyHint')}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <Button onClick={onCancel}>{t('common.cancel')}</Button>
      <Button kind="primary" type="submit" disabled={reason.trim() === ''}>
        {t('laboratory.choice.use')}
      </Button>
    </form>
  );
}
