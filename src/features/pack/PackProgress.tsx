import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { fileSize } from '../shared/fileSize.ts';

/** How far a pack is that is being read or opened, in bytes, and how to stop it. */
export function PackProgress() {
  const { t } = useTranslation();
  const { packs, analysis } = useWorkstation();
  const work = useWorkstationState((state) => state.packs.work);
  const opening = useWorkstationState(({ engine }) => (engine.phase === 'opening' ? engine : null));
  // The first analysis opens the pack, too.
  if (!work && !opening) return null;
  const step = work?.kind === 'reading' ? work.progress : (opening?.progress ?? null);
  const isWarmingUp = opening?.progress?.stage === 'warming-up';
  const name = work?.name ?? '';
  return (
    <div className="pack-progress" role="status">
      <p>
        {work?.kind === 'reading'
          ? t('packs.reading', { name })
          : t(isWarmingUp ? 'packs.warmingUp' : 'packs.opening', { name })}
        {step && !isWarmingUp && (
          <span>
            {t('packs.bytes', { done: fileSize(step.done), total: fileSize(step.total) })}
          </span>
        )}
      </p>
      <progress
        aria-label={t('packs.progress')}
        {...(step && step.total > 0 ? { value: step.done, max: step.total } : {})}
      />
      <Button icon={X} onClick={() => (work ? packs.cancel() : analysis.cancel())}>
        {t('common.cancel')}
      </Button>
    </div>
  );
}
