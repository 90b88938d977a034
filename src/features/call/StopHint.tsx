import { CircleCheck, Hourglass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Call } from '../../domain/call.ts';
import { type CountProgress, stopAdvice } from '../../domain/counting.ts';

/** What counting on would bring to the call. */
export function StopHint({ call, progress }: { call: Call; progress: CountProgress }) {
  const { t } = useTranslation();
  const advice = stopAdvice(call, progress);
  if (advice === 'none') return null;
  const { counted, target } = progress;
  const settled = advice === 'settled' || advice === 'settled-early';
  return (
    <p className="stop-hint" data-advice={advice} data-testid="stop-hint">
      {settled ? <CircleCheck size={13} aria-hidden /> : <Hourglass size={13} aria-hidden />}
      <span>
        {advice === 'more' && call.more ? (
          <>
            {t('call.more', { count: call.more.cells })}
            {call.more.fields !== null && ` ${t('call.fields', { count: call.more.fields })}`}
            {t('call.moreByChance')}
          </>
        ) : advice === 'never' ? (
          t('call.never')
        ) : (
          t(`counting.advice.${advice}`, { counted, target })
        )}
      </span>
    </p>
  );
}
