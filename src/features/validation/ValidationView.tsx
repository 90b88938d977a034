import { ChevronLeft, FileText, Table2 } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SCHEMES, type Scheme } from '../../domain/evaluation/classes.ts';
import type { EvaluatedCase, Evaluation } from '../../domain/evaluation/index.ts';
import { syntheticNotice } from '../../domain/notice.ts';
import { PAPER_RULE, RULES, type Rule, ruleWords } from '../../domain/rules.ts';
import { tell } from '../../domain/text/index.ts';
import type { PlacedFile } from '../../io/import/set.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { DropTarget } from '../shared/DropTarget.tsx';
import { Segments } from '../shared/Segments.tsx';
import { Tabs } from '../shared/Tabs.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { AgreementPanel } from './AgreementPanel.tsx';
import { ClassesPanel } from './ClassesPanel.tsx';
import { DetectionPanel } from './DetectionPanel.tsx';
import { GatePanel } from './GatePanel.tsx';
import { OpenSet, useSetOpening } from './OpenSet.tsx';
import { PatientsPanel } from './PatientsPanel.tsx';
import { SetList } from './SetList.tsx';
import { SetSimulation } from './SetSimulation.tsx';
import { SummaryPanel } from './SummaryPanel.tsx';
import { useEvaluatedCases } from './useEvaluatedCases.ts';
import { useEvaluation } from './useEvaluation.ts';
import { useEvaluationExport } from './useEvaluationExport.ts';
import { useSay } from './useSay.ts';

/** Sets that somebody brought come before what the workstation rendered. */
const chosenAtFirst = (cases: readonly EvaluatedCase[]): ReadonlySet<string> => {
  const imported = cases.filter(({ origin }) => origin === 'imported');
  return new Set((imported.length > 0 ? imported : cases).map(({ id }) => id));
};

/** The paper's evaluation of the cases that have a ground truth. */
export function ValidationView() {
  const { t } = useTranslation();
  const say = useSay();
  const language = useLanguage();
  const { showView, caseFiles } = useWorkstation();
  const opening = useSetOpening();
  const busyTaking = useWorkstationState((state) => state.transfer !== null);
  const { cases, reading } = useEvaluatedCases();
  const [choice, setChoice] = useState<ReadonlySet<string> | null>(null);
  const [rule, setRule] = useState<Rule>(PAPER_RULE);
  const chosen = useMemo(() => choice ?? chosenAtFirst(cases ?? []), [choice, cases]);
  const measured = useMemo(() => (cases ?? []).filter(({ id }) => chosen.has(id)), [cases, chosen]);
  const { evaluation, busy, problem } = useEvaluation(measured, rule);
  const write = useEvaluationExport(evaluation);
  const some = evaluation !== null && evaluation.fields > 0;
  const take = (files: readonly PlacedFile[]) => {
    // Pictures of a set are no archive: what comes as one alone are cases.
    const isCases = files.every(({ path }) => /\.zip$/i.test(path));
    if (isCases) void caseFiles.import(files.map(({ file }) => file));
    else void opening.read(files);
  };
  return (
    <DropTarget
      className="file-drop"
      invitation={t('validation.dropHere')}
      disabled={busyTaking}
      onFiles={take}
    >
      <main className="validation-view">
        <header className="cases-head">
          <Button kind="quiet" icon={ChevronLeft} onClick={() => showView('cases')}>
            {t('shell.allCases')}
          </Button>
          <h1>{say('evaluation.title')}</h1>
          {reading && <output className="count">{t('validation.reading')}</output>}
          <span className="spacer" />
          <Button icon={Table2} disabled={!some} onClick={() => void write('csv')}>
            {t('validation.csv')}
          </Button>
          <Button icon={FileText} disabled={!some} onClick={() => void write('pdf')}>
            {t('validation.pdf')}
          </Button>
          <OpenSet
            opening={opening}
            onOpened={(ids) => ids.length > 0 && setChoice(new Set(ids))}
          />
        </header>
        {some && evaluation.synthetic && (
          <p className="validation-notice">{syntheticNotice(language)}</p>
        )}
        <div className="validation-body">
          {cases && cases.length > 0 && (
            <SetList cases={cases} chosen={chosen} onChoose={setChoice} />
          )}
          <section className="validation-figures" aria-busy={busy || reading}>
            {problem && (
              <p className="problem" role="alert">
                {tell(problem, language)}
              </p>
            )}
            {some ? (
              <Figures evaluation={evaluation} rule={rule} onRule={setRule} />
            ) : (
              cases !== null && !busy && <Nothing without={cases.length === 0} />
            )}
          </section>
        </div>
      </main>
    </DropTarget>
  );
}

/** What stands where no figure does, and what to do about it. */
function Nothing({ without }: { without: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="list-empty">
      <strong>{t(without ? 'validation.noCases' : 'validation.noFields')}</strong>
      <p>{t(without ? 'validation.noCasesText' : 'validation.noFieldsText')}</p>
    </div>
  );
}

const TABS = ['summary', 'detection', 'gate', 'classes', 'agreement', 'patients'] as const;
type Tab = (typeof TABS)[number];

interface FiguresProps {
  readonly evaluation: Evaluation;
  readonly rule: Rule;
  readonly onRule: (rule: Rule) => void;
}

function Figures({ evaluation, rule, onRule }: FiguresProps) {
  const { t } = useTranslation();
  const say = useSay();
  const [tab, setTab] = useState<Tab>('summary');
  const [scheme, setScheme] = useState<Scheme>('classes');
  const { detection, gate, classes, agreement, patients, recognition } = evaluation;
  const choice = (
    <Segments
      label={t('validation.scheme')}
      selected={scheme}
      onSelect={setScheme}
      options={SCHEMES.map((id) => ({
        id,
        label: say(id === 'classes' ? 'evaluation.twenty' : 'evaluation.grouped'),
      }))}
    />
  );
  const none = <p className="hint">{t('validation.notMeasured')}</p>;
  const named = classes[scheme];
  const panels: Readonly<Record<Tab, ReactNode>> = {
    summary: (
      <>
        {choice}
        <SummaryPanel evaluation={evaluation} scheme={scheme} />
      </>
    ),
    detection: detection ? <DetectionPanel of={detection} /> : none,
    gate: gate ? <GatePanel of={gate} /> : none,
    classes: (
      <>
        {choice}
        {named ? <ClassesPanel of={named} /> : none}
      </>
    ),
    agreement: <AgreementPanel subjects={agreement} />,
    patients: (
      <>
        <RuleChoice rule={rule} onRule={onRule} />
        {patients ? <PatientsPanel of={patients} /> : none}
        {recognition && <SetSimulation rule={rule} of={recognition} />}
      </>
    ),
  };
  return (
    <Tabs
      label={t('validation.parts')}
      selected={tab}
      onSelect={setTab}
      tabs={TABS.map((id) => ({
        id,
        label: say(`evaluation.${id}`),
        panel: <div className="evaluation-panel">{panels[id]}</div>,
      }))}
    />
  );
}

function RuleChoice({ rule, onRule }: Pick<FiguresProps, 'rule' | 'onRule'>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const own = useWorkstationState((state) => state.laboratory.rules);
  const rules = [...RULES, ...own];
  return (
    <label className="form-row evaluation-choice">
      {t('validation.rule')}
      <select
        value={rule.id}
        onChange={(event) => onRule(rules.find(({ id }) => id === event.target.value) ?? rule)}
      >
        {rules.map((item) => (
          <option key={item.id} value={item.id}>
            {ruleWords(item, language).name}
          </option>
        ))}
      </select>
    </label>
  );
}
