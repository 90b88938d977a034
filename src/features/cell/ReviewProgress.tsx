import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { reviewProgress } from '../../store/review.ts';
import { Button } from '../shared/buttons.tsx';

/** How many cells a reviewer has spoken on, and the way to the next one without a word. */
export function ReviewProgress({ document }: { document: Case }) {
  const { t } = useTranslation();
  const { showNextUnreviewed } = useWorkstation();
  const analysing = useWorkstationState((state) => state.analysing);
  const { reviewed, total } = reviewProgress(document);
  if (total === 0 || document.signature) return null;
  const text = t('review.progress', { reviewed, total });
  return (
    <div className="review-progress">
      {reviewed === total ? (
        <span>{t('review.done')}</span>
      ) : (
        <>
          <span>{text}</span>
          <progress value={reviewed} max={total} aria-label={text} />
          <Button
            kind={analysing ? 'plain' : 'primary'}
            onClick={() => {
              if (!showNextUnreviewed()) return;
              // From here on Enter accepts the cell; on this button it would pass it over.
              window.document.querySelector<HTMLElement>('[role="application"]')?.focus();
            }}
          >
            {t('review.next')}
          </Button>
        </>
      )}
    </div>
  );
}
