import { useTranslation } from 'react-i18next';
import type { ReaderComparison, ReaderCount } from '../../domain/readerComparison.ts';
import { interval, percent } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';

/** What two readers found, how far they agree, and how each count reads under the rule. */
export function ComparisonSummary({ comparison }: { comparison: ReaderComparison }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { finding, overall, counts, fieldIds, unnamed } = comparison;
  const bounds = overall?.interval;
  const differs = counts[0].call.state !== counts[1].call.state;
  return (
    <>
      <p className="comparison-call" data-differs={differs} role="status">
        {t(differs ? 'comparison.callDiffers' : 'comparison.callSame')}
      </p>
      <div className="comparison-calls">
        {counts.map((count, side) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two fixed sides, whose names may be equal
          <CallOf key={side} count={count} />
        ))}
      </div>
      <dl className="tally comparison-figures" data-testid="comparison-figures">
        <div>
          <dt>{t('comparison.both')}</dt>
          <dd>{finding.both}</dd>
        </div>
        <div>
          <dt>{t('comparison.onlyFirst')}</dt>
          <dd>{finding.onlyFirst}</dd>
        </div>
        <div>
          <dt>{t('comparison.onlySecond')}</dt>
          <dd>{finding.onlySecond}</dd>
        </div>
        <div>
          <dt>{t('comparison.finding')}</dt>
          <dd>{percent(finding.share, language)}</dd>
          {finding.interval && (
            <dd className="figure-note">
              {interval(finding.interval.low, finding.interval.high, language)}
            </dd>
          )}
        </div>
        <div>
          <dt>{t('comparison.same')}</dt>
          <dd>{percent(overall?.observed ?? null, language)}</dd>
          {overall && (
            <dd className="figure-note">
              {Math.round(overall.observed * overall.n)} / {overall.n}
            </dd>
          )}
        </div>
        <div>
          <dt>{t('comparison.kappa')}</dt>
          <dd>
            {typeof overall?.kappa === 'number'
              ? overall.kappa.toFixed(2)
              : t('comparison.noKappa')}
          </dd>
          {bounds && typeof overall?.standardError === 'number' && (
            <dd
              className="figure-note"
              title={t('comparison.standardError', { value: overall.standardError.toFixed(3) })}
            >
              {bounds.low.toFixed(2)}–{bounds.high.toFixed(2)}
            </dd>
          )}
          {typeof overall?.kappa === 'number' && !bounds && (
            <dd className="figure-note">{t('comparison.noInterval')}</dd>
          )}
        </div>
      </dl>
      <p className="hint">
        {t('comparison.scope', { count: fieldIds.length })}
        {unnamed > 0 && ` · ${t('comparison.unnamed', { count: unnamed })}`}
      </p>
    </>
  );
}

function CallOf({ count: { name, call } }: { count: ReaderCount }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className="comparison-count" data-state={call.state}>
      <strong>{name}</strong>
      <span>
        {call.state === 'none' ? t('call.none') : t(`call.${call.state}`)}
        {call.proportion.share !== null && ` · ${percent(call.proportion.share, language)}`}
        {call.proportion.interval &&
          ` (${interval(call.proportion.interval.low, call.proportion.interval.high, language)})`}
      </span>
    </div>
  );
}
