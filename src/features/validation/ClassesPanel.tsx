import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Label } from '../../domain/classes.ts';
import {
  AVERAGES,
  type ClassEvaluation,
  type ClassRow,
  FEW_CELLS,
} from '../../domain/evaluation/classes.ts';
import { subjectName } from '../../domain/evaluation/wording.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { ConfusionTable } from './ConfusionTable.tsx';
import { CurveChart } from './CurveChart.tsx';
import { boundsText, decimalText, rateText } from './numbers.ts';
import { useSay } from './useSay.ts';

/** How well the ensemble names the cells. */
export function ClassesPanel({ of }: { of: ClassEvaluation }) {
  const say = useSay();
  return (
    <>
      <Averages of={of} />
      <ConfusionTable of={of} />
      <ClassTable rows={of.rows} />
      <ClassCurve rows={of.rows} />
      <p className="fine-print">
        {say('evaluation.how-classes')} {say('evaluation.few', { most: FEW_CELLS })}
      </p>
    </>
  );
}

function Averages({ of }: { of: ClassEvaluation }) {
  const { t } = useTranslation();
  const say = useSay();
  const rows = [
    ['accuracy', 'accuracy'],
    ['precision', 'precision'],
    ['f1', 'f1'],
  ] as const;
  const ranks = [
    ['ap', 'averagePrecision'],
    ['auc', 'auc'],
  ] as const;
  return (
    <table className="figures evaluation-figures evaluation-averages" data-testid="averages">
      <caption>{t('validation.averages', { count: of.n })}</caption>
      <thead>
        <tr>
          <th scope="col">{say('evaluation.figure')}</th>
          {AVERAGES.map((average) => (
            <th key={average} scope="col">
              {say(`evaluation.${average}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, part]) => (
          <tr key={name} data-figure={name}>
            <th scope="row">{say(`evaluation.${name}`)}</th>
            {AVERAGES.map((average) => {
              const { value, interval } = of.averages[average][part];
              return (
                <td key={average}>
                  {decimalText(value)} <small>{interval && boundsText(interval)}</small>
                </td>
              );
            })}
          </tr>
        ))}
        {ranks.map(([name, part]) => (
          <tr key={name} data-figure={name}>
            <th scope="row">{say(`evaluation.${name}`)}</th>
            {AVERAGES.map((average) => (
              <td key={average}>{decimalText(of.averages[average][part])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ClassTable({ rows }: { rows: readonly ClassRow[] }) {
  const { t } = useTranslation();
  const say = useSay();
  const language = useLanguage();
  const heads = [
    'truth',
    'missed',
    'dropped',
    'right',
    'sensitivity',
    'precision',
    'f1',
    'ap',
    'auc',
    'endToEnd',
  ] as const;
  return (
    <table className="figures evaluation-figures" data-testid="class-figures">
      <caption>{t('validation.byClass')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('evaluation.class')}</th>
          {heads.map((head) => (
            <th key={head} scope="col">
              {say(`evaluation.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label} data-class={row.label} data-empty={row.truth === 0}>
            <th scope="row">
              <abbr title={subjectName(row.label, language)}>{row.label}</abbr>
              {row.truth > 0 && row.support < FEW_CELLS && ' †'}
            </th>
            <td>{row.truth}</td>
            <td>{row.truth === 0 ? '–' : row.missed}</td>
            <td>{row.truth === 0 ? '–' : row.dropped}</td>
            <td>{row.truth === 0 ? '–' : `${row.right} / ${row.support}`}</td>
            <td>{rateText(row.sensitivity)}</td>
            <td>{rateText(row.precision)}</td>
            <td>{decimalText(row.f1)}</td>
            <td>{decimalText(row.averagePrecision)}</td>
            <td>{decimalText(row.auc)}</td>
            <td>{decimalText(row.endToEnd.share)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ClassCurve({ rows }: { rows: readonly ClassRow[] }) {
  const { t } = useTranslation();
  const say = useSay();
  const language = useLanguage();
  const drawn = rows.filter(({ curve }) => curve.length > 0);
  const [chosen, setChosen] = useState<Label | null>(null);
  const largest = drawn.reduce<ClassRow | undefined>(
    (best, row) => (best && best.support >= row.support ? best : row),
    undefined,
  );
  const row = drawn.find(({ label }) => label === chosen) ?? largest;
  if (!row) return null;
  return (
    <section className="evaluation-curve">
      <label className="form-row">
        {t('validation.curveOf')}
        <select value={row.label} onChange={(event) => setChosen(event.target.value as Label)}>
          {drawn.map(({ label }) => (
            <option key={label} value={label}>
              {`${label} · ${subjectName(label, language)}`}
            </option>
          ))}
        </select>
      </label>
      <CurveChart
        title={t('validation.classCurve', { name: subjectName(row.label, language) })}
        xLabel={say('evaluation.recall')}
        yLabel={say('evaluation.precision')}
        curve={row.curve}
        operating={
          row.sensitivity.share === null || row.precision.share === null
            ? null
            : {
                x: row.sensitivity.share,
                y: row.precision.share,
                label: t('validation.operatingPoint', {
                  x: rateText(row.sensitivity),
                  y: rateText(row.precision),
                }),
              }
        }
      />
    </section>
  );
}
