import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CountProgress } from '../../domain/counting.ts';

/** How far the count has come. */
export function CountBar({ progress }: { progress: CountProgress }) {
  const { t } = useTranslation();
  const { counted, target, reached } = progress;
  const text = t('counting.progress', { counted, target });
  return (
    <div className="count-bar" data-reached={reached} data-testid="count-bar">
      <span className="count-bar-text">
        {text}
        {reached && (
          <span className="count-reached">
            <CircleCheck size={13} aria-hidden /> {t('counting.reached')}
          </span>
        )}
      </span>
      <progress value={Math.min(counted, target)} max={target} aria-label={text} />
    </div>
  );
}
