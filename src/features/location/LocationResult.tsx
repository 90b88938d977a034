import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocationScore } from '../../domain/locationTest.ts';
import { Button } from '../shared/buttons.tsx';
import { interval, percent } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { LOCATION_COLOURS } from './marks.ts';

interface LocationResultProps {
  readonly score: LocationScore;
  readonly onNext: () => void;
}

/** How a test went, and what the boxes on the field mean. */
export function LocationResult({ score, onNext }: LocationResultProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { found, missed, extra, neutral, share } = score;
  return (
    <div className="location-foot" data-testid="location-result">
      <dl className="tally location-figures">
        <div>
          <dt>{t('location.share')}</dt>
          <dd>{percent(share.share, language)}</dd>
          {share.interval && (
            <dd className="figure-note">
              {interval(share.interval.low, share.interval.high, language)}
            </dd>
          )}
        </div>
        <div>
          <dt>{t('location.found')}</dt>
          <dd>{found.length}</dd>
        </div>
        <div>
          <dt>{t('location.missed')}</dt>
          <dd>{missed.length}</dd>
        </div>
        <div>
          <dt>{t('location.extra')}</dt>
          <dd>{extra.length}</dd>
        </div>
        <div>
          <dt>{t('location.neutral')}</dt>
          <dd>{neutral.length}</dd>
        </div>
      </dl>
      <ul className="location-legend">
        {(['found', 'missed', 'extra', 'uncountable'] as const).map((id) => (
          <li key={id} style={{ '--reader': LOCATION_COLOURS[id] } as CSSProperties}>
            <span className="location-swatch" data-kind={id} aria-hidden>
              {id === 'extra' && '×'}
            </span>
            {t(`location.legend.${id}`)}
          </li>
        ))}
      </ul>
      <Button kind="primary" onClick={onNext}>
        {t('location.again')}
      </Button>
    </div>
  );
}
