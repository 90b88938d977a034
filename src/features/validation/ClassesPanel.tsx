import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Label } from '../../domain/classes.ts';
import {
  type ClassEvaluation,
  type ClassRow,
  COUNTS_OF_CLASS,
  FEW_CELLS,
  FIGURES_OF_ROW,
  figureOfRow,
  occurs,
} from '../../domain/evaluation/classes.ts';
import { AVERAGED_FIGURES, AVERAGES } from '../../domain/evaluation/classFigures.ts';
import { subjectName } from '../../domain/evaluation/wording.ts';
import { listed } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { ConfusionTable } from './ConfusionTable.tsx';
import { CurveChart } from './CurveChart.tsx';
import { FigureCell } from './FigureCell.tsx';
import { rateText } from './numbers.ts';
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
        {AVERAGED_FIGURES.map((name) => (
          <tr key={name} data-figure={name}>
            <th scope="row">{say(`evaluation.${name}`)}</th>
            {AVERAGES.map((average) => (
              <FigureCell key={average} of={of.averages[average][name]} />
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
  const absent = rows.filter((row) => !occurs(row)).map(({ label }) => label);
  return (
    <div className="evaluation-wide">
      <table className="figures evaluation-figures" data-testid="class-figures">
        <caption>{t('validation.byClass')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('evaluation.class')}</th>
            {[...COUNTS_OF_CLASS, ...FIGURES_OF_ROW].map((head) => (
              <th key={head} scope="col">
                {say(`evaluation.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.filter(occurs).map((row) => (
            <tr key={row.label} data-class={row.label}>
              <th scope="row">
                <abbr title={subjectName(row.label, language)}>{row.label}</abbr>
                {row.truth > 0 && row.support < FEW_CELLS && ' †'}
              </th>
              <td>{row.truth}</td>
              <td>{row.truth === 0 ? '–' : row.missed}</td>
              <td>{row.truth === 0 ? '–' : row.dropped}</td>
              <td>{row.truth === 0 ? '–' : `${row.right} / ${row.support}`}</td>
              <td>{row.falseCalls}</td>
              {FIGURES_OF_ROW.map((name) => (
                <FigureCell key={name} of={figureOfRow(row, name)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {absent.length > 0 && (
        <p className="hint" data-testid="absent-classes">
          {t('validation.absent', { classes: listed(absent, language) })}
        </p>
      )}
    </div>
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
