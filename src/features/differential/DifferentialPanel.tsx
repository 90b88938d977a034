import { ListTree } from 'lucide-react';
import { lazy, Suspense, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case, ManualTally } from '../../domain/case.ts';
import { labelLineage, labelName } from '../../domain/classes.ts';
import { countProgress } from '../../domain/counting.ts';
import { LINEAGE_COLOURS } from '../../domain/lineageColours.ts';
import { manualTotal } from '../../domain/manualTally.ts';
import { intervalNotice } from '../../domain/notice.ts';
import type { OpenProportion } from '../../domain/openCells.ts';
import { openNotice } from '../../domain/openCells.ts';
import { boundsText, shareText } from '../../domain/wording.ts';
import {
  type CaseReading,
  DENOMINATORS,
  type Denominator,
  type DifferentialView,
  type ProportionView,
  readCase,
} from '../../store/reading.ts';
import { Button } from '../shared/buttons.tsx';
import { interval, percent } from '../shared/format.ts';
import { LabelChip } from '../shared/LabelChip.tsx';
import { RenderedOnly, useRenderedOnly } from '../shared/RenderedOnly.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { CountBar } from './CountBar.tsx';
import { IntervalBar } from './IntervalBar.tsx';

// Loaded when first shown.
const DifferentialDialog = lazy(async () => ({
  default: (await import('./DifferentialDialog.tsx')).DifferentialDialog,
}));

/** The differential count of the case, as it stands with every correction. */
export function DifferentialPanel({ document }: { document: Case }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const reading = useMemo(() => readCase(document, language), [document, language]);
  const [denominator, setDenominator] = useState<Denominator>('karyocytes');
  // Two panels can be on the screen at once: a group of radio buttons goes by its name.
  const group = useId();
  const isRenderedOnly = useRenderedOnly();
  const { tally } = reading;
  const shown = reading.differentials[denominator];
  const byHand = manualTotal(document.manual);
  const open = openNotice(tally, language);
  if (tally.counted + tally.uncountable + tally.unnamed + byHand === 0)
    return <p className="panel-empty">{t('differential.empty')}</p>;

  return (
    <div className="differential">
      <CountBar progress={countProgress(tally, document)} />
      <dl className="tally">
        <div>
          <dt>{t('differential.counted')}</dt>
          <dd data-testid="counted">{tally.counted}</dd>
        </div>
        <div>
          <dt>{t('differential.uncountable')}</dt>
          <dd data-testid="uncountable">{tally.uncountable}</dd>
        </div>
        <div>
          <dt>{t('differential.notIcsh')}</dt>
          <dd data-testid="not-icsh">{tally.notIcsh}</dd>
        </div>
      </dl>
      {byHand > 0 && (
        <p className="by-hand" data-testid="by-hand" data-merged={document.manual.merged}>
          {t(document.manual.merged ? 'counting.added' : 'counting.notAdded', { count: byHand })}
        </p>
      )}
      {tally.unnamed > 0 && (
        <p className="call-hint">{t('differential.unnamed', { count: tally.unnamed })}</p>
      )}
      <fieldset className="segmented">
        <legend className="visually-hidden">{t('differential.denominator')}</legend>
        {DENOMINATORS.map((name) => (
          <label key={name} data-checked={name === denominator}>
            <input
              type="radio"
              name={group}
              className="visually-hidden"
              checked={name === denominator}
              onChange={() => setDenominator(name)}
            />
            {t(`differential.${name}`, { count: reading.differentials[name].total })}
          </label>
        ))}
      </fieldset>
      <ClassTable view={shown} manual={byHand > 0 ? document.manual : null} />
      {open && (
        <p className="fine-print" data-testid="open-notice">
          {open}
        </p>
      )}
      <p className="fine-print">{intervalNotice(language)}</p>
      {shown.rows.some(({ label }) => isRenderedOnly(label)) && (
        <p className="fine-print">◊ {t('evidenceNote.synthetic')}</p>
      )}
      {reading.meRatio && <MeRatio ratio={reading.meRatio} />}
      <LineageTable view={shown} />
      <Details document={document} />
    </div>
  );
}

/** Leads to what stands behind the count. */
function Details({ document }: { document: Case }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={ListTree} className="details-button" onClick={() => setOpen(true)}>
        {t('figures.details')}
      </Button>
      {open && (
        <Suspense>
          <DifferentialDialog document={document} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Myeloid to erythroid, with the convention it follows. */
function MeRatio({ ratio }: { ratio: NonNullable<CaseReading['meRatio']> }) {
  const { t } = useTranslation();
  return (
    <section>
      <h3>{t('differential.meRatio')}</h3>
      <p className="me-ratio">
        <strong data-testid="me-ratio">
          {ratio.value === null
            ? t('differential.undefinedRatio')
            : `${ratio.value.toFixed(2)} : 1`}
        </strong>
        <span>
          {ratio.myeloid} : {ratio.erythroid}
        </span>
        {ratio.interval && (
          <span data-testid="me-interval">
            {t('figures.meInterval', {
              low: ratio.interval.low.toFixed(2),
              high: ratio.interval.high.toFixed(2),
            })}
          </span>
        )}
      </p>
      <p className="fine-print">
        {ratio.convention} {ratio.interval && t('figures.meMethod')}
      </p>
    </section>
  );
}

/** Right end of the interval bars: the largest bound, in steps of a tenth. */
const scaleEnd = (proportions: readonly ProportionView[]): number =>
  Math.max(
    0.1,
    Math.ceil(Math.max(0, ...proportions.map((item) => item.interval?.high ?? 0)) * 10) / 10,
  );

interface ClassTableProps {
  readonly view: DifferentialView;
  /** Shown in a column of its own; null where nothing was counted by hand. */
  readonly manual: ManualTally | null;
}

function ClassTable({ view, manual }: ClassTableProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const max = scaleEnd(view.rows.filter((row) => row.count > 0));
  return (
    <table data-by-hand={manual !== null} data-merged={manual?.merged}>
      <caption>{t('differential.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('differential.class')}</th>
          <th scope="col">{t('differential.count')}</th>
          {manual && (
            <th scope="col" title={t('counting.byHand')}>
              {t('counting.byHandColumn')}
            </th>
          )}
          <th scope="col">{t('differential.share')}</th>
          <th scope="col">{t('differential.interval')}</th>
        </tr>
      </thead>
      <tbody>
        {view.rows.map((row) => (
          <tr key={row.label} data-class={row.label} data-empty={row.count === 0}>
            <th scope="row">
              <span className="row-name">
                <LabelChip countable label={row.label} />
                <span title={labelName(row.label, language)}>{labelName(row.label, language)}</span>
                <RenderedOnly label={row.label} />
              </span>
            </th>
            <td>{row.count}</td>
            {manual && <td className="hand-count">{manual.counts[row.label] ?? 0}</td>}
            <ShareCells
              name={labelName(row.label, language)}
              proportion={row}
              max={max}
              colour={LINEAGE_COLOURS[labelLineage(row.label)]}
            />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LineageTable({ view }: { view: DifferentialView }) {
  const { t } = useTranslation();
  const max = scaleEnd(view.lineages);
  return (
    <table>
      <caption>{t('differential.lineages')}</caption>
      <tbody>
        {view.lineages.map((row) => (
          <tr key={row.lineage} data-empty={row.count === 0}>
            <th scope="row">
              <span className="row-name">
                <i className="swatch" style={{ background: LINEAGE_COLOURS[row.lineage] }} />
                <span>{t(`lineages.${row.lineage}`)}</span>
              </span>
            </th>
            <td>{row.count}</td>
            <ShareCells
              name={t(`lineages.${row.lineage}`)}
              proportion={row}
              max={max}
              colour={LINEAGE_COLOURS[row.lineage]}
            />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ShareCellsProps {
  readonly name: string;
  readonly proportion: OpenProportion;
  readonly max: number;
  readonly colour: string;
}

function ShareCells({ name, proportion, max, colour }: ShareCellsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { share, interval: bounds } = proportion;
  if (share === null || bounds === null)
    return (
      <>
        <td>{shareText(proportion)}</td>
        <td />
      </>
    );
  const { low, high } = bounds;
  return (
    <>
      <td>{shareText(proportion)}</td>
      <td title={`${percent(share, language)} (${interval(low, high, language)})`}>
        <span className="interval-text">{boundsText(bounds)}</span>
        <IntervalBar
          share={share}
          low={low}
          high={high}
          max={max}
          colour={colour}
          label={t('differential.intervalOf', { name, interval: interval(low, high, language) })}
        />
      </td>
    </>
  );
}
