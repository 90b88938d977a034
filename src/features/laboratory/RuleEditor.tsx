import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ClassCode,
  isClassCode,
  LABELS_BY_LINEAGE,
  labelName,
  lineageName,
} from '../../domain/classes.ts';
import { DENOMINATORS, type Denominator } from '../../domain/differential.ts';
import type { Rule, RuleWords } from '../../domain/rules.ts';
import { useWorkstation } from '../../store/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { listed } from '../shared/format.ts';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { draftOf, outsideIcsh, type RuleDraft, ruleOfDraft, type WrongPlace } from './ruleDraft.ts';

interface RuleEditorProps {
  /** null for a new one; a copy has version 0. */
  readonly rule: Rule | null;
  readonly onSave: (rule: Rule) => void;
  readonly onCancel: () => void;
}

/** A rule of the laboratory, to be written. It is saved only where the schema takes it. */
export function RuleEditor({ rule, onSave, onCancel }: RuleEditorProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { services } = useWorkstation();
  const [draft, setDraft] = useState(() => draftOf(rule));
  const [wrong, setWrong] = useState<readonly WrongPlace[]>([]);
  const change = (part: Partial<RuleDraft>) => setDraft({ ...draft, ...part });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const identity = {
      id: rule?.id ?? services.newId(),
      version: (rule?.version ?? 0) + 1,
    };
    const made = ruleOfDraft(draft, identity);
    if ('rule' in made) onSave(made.rule);
    else setWrong(made.wrong);
  };
  const says = (place: WrongPlace) =>
    wrong.includes(place) ? (
      <small className="form-wrong" role="alert">
        {t(`laboratory.rules.wrong.${place}`, { codes: listed(outsideIcsh(draft), language) })}
      </small>
    ) : null;

  return (
    <form className="rule-form" onSubmit={submit} aria-label={t('laboratory.rules.form.title')}>
      <Words words={draft} onChange={change} says={says} />
      <fieldset className="rule-classes">
        <legend>{t('laboratory.rules.form.numerator')}</legend>
        {says('numerator')}
        {says('numeratorIcsh')}
        <ClassChoice chosen={draft.numerator} onChange={(numerator) => change({ numerator })} />
      </fieldset>
      <div className="rule-numbers">
        <label className="form-row">
          {t('laboratory.rules.form.denominator')}
          <select
            value={draft.denominator}
            onChange={(event) => change({ denominator: event.target.value as Denominator })}
          >
            {DENOMINATORS.map((name) => (
              <option key={name} value={name}>
                {t(`laboratory.rules.denominators.${name}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="form-row">
          {t('laboratory.rules.form.comparison')}
          <select
            value={draft.comparison}
            onChange={(event) => change({ comparison: event.target.value as Rule['comparison'] })}
          >
            {(['above', 'at-least'] as const).map((name) => (
              <option key={name} value={name}>
                {t(`laboratory.rules.comparisons.${name}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="form-row">
          {t('laboratory.rules.form.threshold')}
          <input
            inputMode="numeric"
            value={draft.threshold}
            onChange={(event) => change({ threshold: event.target.value })}
          />
          {says('thresholdPercent')}
        </label>
      </div>
      <details open={draft.chinese.name !== ''}>
        <summary>{t('laboratory.rules.form.chinese')}</summary>
        <Words
          words={draft.chinese}
          lang="zh-Hans"
          onChange={(part) => change({ chinese: { ...draft.chinese, ...part } })}
          says={() => null}
        />
      </details>
      <div className="form-buttons">
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button kind="primary" type="submit">
          {t('laboratory.rules.form.save')}
        </Button>
      </div>
    </form>
  );
}

interface WordsProps {
  readonly words: RuleWords;
  readonly lang?: string;
  readonly onChange: (part: Partial<RuleWords>) => void;
  readonly says: (place: keyof RuleWords) => ReactNode;
}

function Words({ words, lang, onChange, says }: WordsProps) {
  const { t } = useTranslation();
  return (
    <div className="rule-words">
      {(['name', 'numeratorName', 'source', 'note'] as const).map((part) => (
        <label key={part} className="form-row">
          {t(`laboratory.rules.form.${part}`)}
          <input
            value={words[part]}
            lang={lang}
            onChange={(event) => onChange({ [part]: event.target.value })}
          />
          {says(part)}
        </label>
      ))}
    </div>
  );
}

interface ClassChoiceProps {
  readonly chosen: readonly ClassCode[];
  readonly onChange: (chosen: readonly ClassCode[]) => void;
}

function ClassChoice({ chosen, onChange }: ClassChoiceProps) {
  const language = useLanguage();
  return (
    <div className="class-choice">
      {LABELS_BY_LINEAGE.map(({ lineage, labels }) => (
        <div key={lineage}>
          <h4>{lineageName(lineage, language)}</h4>
          {labels.filter(isClassCode).map((code) => (
            <label key={code}>
              <input
                type="checkbox"
                checked={chosen.includes(code)}
                onChange={(event) =>
                  onChange(
                    event.target.checked
                      ? [...chosen, code]
                      : chosen.filter((other) => other !== code),
                  )
                }
              />
              <LabelChip countable label={code} /> {labelName(code, language)}
            </label>
          ))}
        </div>
      ))}
    </div>
  );
}
