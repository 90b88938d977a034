import { Play, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { DIAGNOSES, type Diagnosis } from '../../domain/case.ts';
import type { EvaluatedCase } from '../../domain/evaluation/index.ts';
import { setDiagnosis } from '../../store/commands/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { isOpen, overall } from '../analysis/progress.ts';
import { Button } from '../shared/buttons.tsx';
import { useGivenName } from '../shared/useGivenName.ts';

interface SetListProps {
  readonly cases: readonly EvaluatedCase[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (ids: ReadonlySet<string>) => void;
}

/** The cases with truth: which are measured, what is known of each, and the analysis of the rest. */
export function SetList({ cases, chosen, onChoose }: SetListProps) {
  const { t } = useTranslation();
  const all = cases.length > 0 && cases.every(({ id }) => chosen.has(id));
  return (
    <section className="validation-set" aria-label={t('validation.cases')}>
      <header>
        <label>
          <input
            type="checkbox"
            checked={all}
            onChange={() => onChoose(new Set(all ? [] : cases.map(({ id }) => id)))}
          />
          <strong>{t('validation.cases')}</strong>
        </label>
        <span className="count">
          {t('validation.chosen', {
            count: cases.filter(({ id }) => chosen.has(id)).length,
            total: cases.length,
          })}
        </span>
      </header>
      <Analyse cases={cases.filter(({ id }) => chosen.has(id))} />
      <ul>
        {cases.map((of) => (
          <SetRow
            key={of.id}
            of={of}
            chosen={chosen.has(of.id)}
            onChoose={(on) => {
              const next = new Set(chosen);
              if (on) next.add(of.id);
              else next.delete(of.id);
              onChoose(next);
            }}
          />
        ))}
      </ul>
    </section>
  );
}

function Analyse({ cases }: { cases: readonly EvaluatedCase[] }) {
  const { t } = useTranslation();
  const { analysis } = useWorkstation();
  const jobs = useWorkstationState((state) => state.jobs);
  const own = jobs.filter(({ caseId }) => cases.some(({ id }) => id === caseId));
  const waiting = cases.filter((of) => of.waiting > 0);
  if (own.some(isOpen)) {
    const done = own.filter((job) => !isOpen(job)).length;
    return (
      <div className="validation-analyse">
        <output>{t('analysis.progress', { done, total: own.length })}</output>
        <progress value={overall(own)} max={1} aria-label={t('analysis.progressLabel')} />
        <Button
          icon={Square}
          onClick={() => {
            for (const { id } of cases) analysis.cancel(id);
          }}
        >
          {t('analysis.cancel')}
        </Button>
      </div>
    );
  }
  if (waiting.length === 0) return null;
  return (
    <div className="validation-analyse">
      <Button
        kind="primary"
        icon={Play}
        onClick={() => void analysis.analyseCases(waiting.map(({ id }) => id))}
      >
        {t('validation.analyse', { count: waiting.reduce((sum, of) => sum + of.waiting, 0) })}
      </Button>
    </div>
  );
}

interface SetRowProps {
  readonly of: EvaluatedCase;
  readonly chosen: boolean;
  readonly onChoose: (on: boolean) => void;
}

function SetRow({ of, chosen, onChoose }: SetRowProps) {
  const { t } = useTranslation();
  const { documents } = useWorkstation();
  const named = useGivenName();
  const name = named(of.name);
  return (
    <li className="validation-row" data-chosen={chosen} data-testid="validation-case">
      <input
        type="checkbox"
        checked={chosen}
        aria-label={t('validation.measure', { name })}
        onChange={(event) => onChoose(event.target.checked)}
      />
      <div>
        <button
          type="button"
          className="validation-name"
          title={t('validation.openCase')}
          onClick={() => void documents.open(of.id)}
        >
          {name}
        </button>
        <small>
          {t(`validation.${of.origin}`)} ·{' '}
          {t('validation.fields', {
            count: of.fields.length,
            total: of.fields.length + of.waiting,
          })}
        </small>
      </div>
      <select
        aria-label={t('validation.diagnosisOf', { name })}
        value={of.diagnosis ?? 'unknown'}
        onChange={(event) => {
          const { value } = event.target;
          const known = DIAGNOSES.find((diagnosis) => diagnosis === value) ?? null;
          void documents.executeOn(of.id, setDiagnosis(known));
        }}
      >
        {(['unknown', ...DIAGNOSES] as const).map((id: Diagnosis | 'unknown') => (
          <option key={id} value={id}>
            {t(`validation.diagnosis.${id}`)}
          </option>
        ))}
      </select>
    </li>
  );
}
