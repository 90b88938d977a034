import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldSampling } from '../../domain/fieldReading.ts';
import type { Recognition } from '../../domain/inference/adjustment.ts';
import {
  expectedFigures,
  MOST_CELLS,
  type Outcome,
  outcomesOf,
} from '../../domain/ruleSimulation.ts';
import { PAPER_RULE } from '../../domain/rules.ts';
import { type Rule, ruleWords } from '../../store/reading.ts';
import { Dialog } from '../shared/Dialog.tsx';
import { percent } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { OutcomeChart } from './OutcomeChart.tsx';
import { draftOf, type SamplingDraft, simulationOf, type TypedSampling } from './sampling.ts';

/** How well cells are told under a rule, and in words where that comes from. */
export interface Confusion {
  readonly recognition: Recognition | null;
  readonly told: string;
}

interface SimulationDialogProps {
  /** Those to choose from, the first at first. */
  readonly rules: readonly Rule[];
  /** Of a case to begin with; null for the paper's patients. */
  readonly sampling: FieldSampling | null;
  readonly confusionOf: (rule: Rule) => Confusion;
  readonly onClose: () => void;
}

/** True shares that the chart goes over. */
const SHARES = Array.from({ length: 101 }, (_, i) => i / 100);
/** Those that stand in the table. */
const LISTED = [0.01, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.6, 0.8];

const CONFUSION = ['sensitivity', 'specificity'] as const;

/** What a number of fields and cells can and cannot tell under a rule. */
export function SimulationDialog({ rules, sampling, confusionOf, onClose }: SimulationDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [rule, setRule] = useState<Rule>(rules[0] ?? PAPER_RULE);
  const [typed, setTyped] = useState<TypedSampling>({});
  const { recognition, told } = confusionOf(rule);
  // What nobody typed follows the rule.
  const draft = { ...draftOf(sampling, recognition, rule.thresholdPercent), ...typed };
  const isTyped = CONFUSION.some((name) => typed[name] !== undefined);
  const follow = () => {
    const { sensitivity: _sensitivity, specificity: _specificity, ...others } = typed;
    setTyped(others);
  };
  return (
    <Dialog title={t('simulation.title')} open onClose={onClose} wide>
      <div className="simulation">
        <p className="hint">{t('simulation.intro')}</p>
        <div className="simulation-form">
          <label className="form-row simulation-rule">
            {t('simulation.rule')}
            <select
              value={rule.id}
              onChange={(event) =>
                setRule(rules.find(({ id }) => id === event.target.value) ?? rule)
              }
            >
              {rules.map((item) => (
                <option key={item.id} value={item.id}>
                  {ruleWords(item, language).name}
                </option>
              ))}
            </select>
          </label>
          {(['fields', 'cells', 'correlation', ...CONFUSION] as const).map((name) => (
            <NumberField
              key={name}
              label={t(`simulation.${name}`)}
              value={draft[name]}
              onChange={(value) => setTyped({ ...typed, [name]: value })}
            />
          ))}
        </div>
        <p className="hint" data-testid="simulation-source">
          {sampling && `${t('simulation.fromCase')} `}
          {isTyped ? t('simulation.typed') : told}{' '}
          {isTyped && recognition && (
            <button type="button" className="link-button" onClick={follow}>
              {t('simulation.follow')}
            </button>
          )}
        </p>
        <Outcomes
          rule={rule}
          draft={draft}
          onChange={(changed) => setTyped({ ...typed, ...changed })}
        />
        <p className="fine-print">{t('simulation.method')}</p>
      </div>
    </Dialog>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const NumberField = ({ label, value, onChange }: NumberFieldProps) => (
  <label className="form-row">
    {label}
    <input inputMode="decimal" value={value} onChange={(event) => onChange(event.target.value)} />
  </label>
);

interface OutcomesProps {
  readonly rule: Rule;
  readonly draft: SamplingDraft;
  readonly onChange: (changed: TypedSampling) => void;
}

function Outcomes({ rule, draft, onChange }: OutcomesProps) {
  const { t } = useTranslation();
  // Typing goes on while the last numbers are worked out.
  const settled = useDeferredValue(draft);
  const worked = useMemo(() => {
    const simulation = simulationOf(settled);
    if (!simulation) return null;
    const { sampling, diseased, others } = simulation;
    return {
      cells: sampling.fields * sampling.cellsPerField,
      outcomes: outcomesOf(rule, sampling, SHARES),
      figures: expectedFigures(rule, sampling, diseased, others),
    };
  }, [rule, settled]);
  const ranges = ['diseasedLow', 'diseasedHigh', 'othersLow', 'othersHigh'] as const;
  return (
    <>
      {worked ? (
        <>
          <p className="simulation-total">{t('simulation.total', { count: worked.cells })}</p>
          <OutcomeChart outcomes={worked.outcomes} threshold={rule.thresholdPercent / 100} />
        </>
      ) : (
        <p className="problem" role="alert">
          {t('simulation.tooMany', { most: MOST_CELLS })}
        </p>
      )}
      <h3>{t('simulation.expected')}</h3>
      <div className="simulation-ranges">
        {ranges.map((name) => (
          <NumberField
            key={name}
            label={t(`simulation.range.${name}`)}
            value={draft[name]}
            onChange={(value) => onChange({ [name]: value })}
          />
        ))}
      </div>
      {worked && (
        <>
          <ExpectedTable figures={worked.figures} />
          <details>
            <summary>{t('simulation.table')}</summary>
            <OutcomeTable outcomes={worked.outcomes} />
          </details>
        </>
      )}
    </>
  );
}

function ExpectedTable({ figures }: { figures: ReturnType<typeof expectedFigures> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { sensitivity, specificity, indeterminate, bare } = figures;
  return (
    <table className="figures" data-testid="expected-figures">
      <thead>
        <tr>
          <th scope="col">{t('simulation.reading')}</th>
          <th scope="col">{t('simulation.sensitivityOf')}</th>
          <th scope="col">{t('simulation.specificityOf')}</th>
          <th scope="col">{t('simulation.open')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t('simulation.withInterval')}</th>
          <td>{percent(sensitivity, language)}</td>
          <td>{percent(specificity, language)}</td>
          <td>
            {percent(indeterminate.diseased, language)} / {percent(indeterminate.others, language)}
          </td>
        </tr>
        <tr>
          <th scope="row">{t('simulation.bareRule')}</th>
          <td>{percent(bare.sensitivity, language)}</td>
          <td>{percent(bare.specificity, language)}</td>
          <td>—</td>
        </tr>
      </tbody>
    </table>
  );
}

function OutcomeTable({ outcomes }: { outcomes: readonly Outcome[] }) {
  const { t } = useTranslation();
  const columns = ['meets', 'indeterminate', 'doesNotMeet', 'bare'] as const;
  return (
    <table className="figures">
      <thead>
        <tr>
          <th scope="col">{t('simulation.trueShare')}</th>
          {columns.map((name) => (
            <th key={name} scope="col">
              {t(`simulation.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {outcomes
          .filter(({ share }) => LISTED.includes(share))
          .map((outcome) => (
            <tr key={outcome.share}>
              <th scope="row">{Math.round(outcome.share * 100)}</th>
              {columns.map((name) => (
                <td key={name}>{(outcome[name] * 100).toFixed(1)}</td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  );
}
