import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AGE_BANDS, bandOf, bandWords } from '../../domain/ageBands.ts';
import type { Case } from '../../domain/case.ts';
import { openNotice } from '../../domain/openCells.ts';
import { rangeName } from '../../domain/rangeName.ts';
import { readRanges } from '../../domain/referenceRanges.ts';
import { boundsText, shareText } from '../../domain/wording.ts';
import { chooseBand } from '../../store/commands/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { readCase } from '../../store/reading.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { useLocked } from '../shared/useLocked.ts';

/** The count beside reference values of an age band. */
export function RangeTable({ document }: { document: Case }) {
  const { t } = useTranslation();
  const { documents } = useWorkstation();
  const language = useLanguage();
  const locked = useLocked();
  const own = useWorkstationState((state) => state.laboratory.bands);
  const { ownBand } = document.settings;
  const bands = [...(ownBand ? [ownBand] : []), ...own, ...AGE_BANDS].filter(
    ({ id }, index, all) => all.findIndex((other) => other.id === id) === index,
  );
  const { blastReading } = document.settings;
  const band = bandOf(document.settings, own);
  const present = own.find(({ id }) => id === band?.id);
  const isOutdated = present !== undefined && JSON.stringify(present) !== JSON.stringify(band);
  const { tally } = useMemo(() => readCase(document), [document]);
  const rows = useMemo(
    () => (band ? readRanges(band, tally, blastReading) : []),
    [band, tally, blastReading],
  );
  const open = rows.some(({ proportion }) => proportion.open > 0) && openNotice(tally, language);
  const words = band && bandWords(band, language);
  return (
    <div className="range-table">
      <label className="field-subject">
        {t('figures.ranges.band')}
        <select
          value={band?.id ?? ''}
          disabled={locked}
          onChange={(event) =>
            documents.execute(chooseBand(bands.find(({ id }) => id === event.target.value) ?? null))
          }
        >
          <option value="">{t('figures.ranges.choose')}</option>
          {bands.map((item) => (
            <option key={item.id} value={item.id}>
              {bandWords(item, language).name}
              {item.indicative && ` (${t('figures.ranges.indicative')})`}
            </option>
          ))}
        </select>
      </label>
      {isOutdated && (
        <p className="hint">
          {t('figures.ranges.outdated')}{' '}
          {!locked && (
            <button
              type="button"
              className="link-button"
              onClick={() => documents.execute(chooseBand(present))}
            >
              {t('figures.ranges.renew')}
            </button>
          )}
        </p>
      )}
      {band && words && (
        <>
          <table className="figures" data-testid="range-table">
            <thead>
              <tr>
                {(['subject', 'here', 'low', 'mean', 'high', 'verdict'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(`figures.ranges.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ range, proportion, verdict }) => (
                <tr key={range.of} data-verdict={verdict ?? 'open'}>
                  <th scope="row">{rangeName(range.of, language)}</th>
                  <td>
                    {shareText(proportion)}
                    {proportion.interval && ` (${boundsText(proportion.interval)})`}
                  </td>
                  <td>{range.low ?? '—'}</td>
                  <td>{range.mean ?? '—'}</td>
                  <td>{range.high ?? '—'}</td>
                  <td>{t(`figures.ranges.${verdict ?? 'open'}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="fine-print">
            {t('figures.ranges.basis')} {words.source}. {words.note}
          </p>
          {open && <p className="fine-print">{open}</p>}
        </>
      )}
    </div>
  );
}
