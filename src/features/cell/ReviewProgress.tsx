import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { type Missing, missingForSignOff } from '../../domain/signOff.ts';
import { setFieldReviewed } from '../../store/commands/index.ts';
import { showNextNeedingALook } from '../../store/needsLook.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { reviewProgress } from '../../store/review.ts';
import { Button } from '../shared/buttons.tsx';
import { useLocked } from '../shared/useLocked.ts';

/** How far the review has come, and the next step of it: one at a time, the most basic first. */
export function ReviewProgress({ document }: { document: Case }) {
  const { t } = useTranslation();
  const locked = useLocked();
  const { reviewed, total } = reviewProgress(document);
  if (total === 0 || locked) return null;
  const text = t('next.progress', { reviewed, total });
  // What is not analysed waits behind the header's button; the review goes on meanwhile.
  const next = missingForSignOff(document).find(({ kind }) => kind !== 'not-analysed');
  return (
    <div className="review-progress">
      <span className="review-count">
        {text}
        <progress value={reviewed} max={total} aria-label={text} />
      </span>
      {next && next.kind !== 'nothing-counted' ? (
        <NextStep document={document} missing={next} />
      ) : (
        <span className="review-done">
          <CircleCheck size={14} aria-hidden /> {t('next.done')}
        </span>
      )}
    </div>
  );
}

/** From here on the review keys are meant for the field; on this button Enter would press it again. */
const focusCanvas = () =>
  window.document.querySelector<HTMLElement>('[role="application"]')?.focus();

interface NextStepProps {
  readonly document: Case;
  readonly missing: Extract<Missing, { fields: unknown }>;
}

function NextStep({ document, missing: { kind, count, fields } }: NextStepProps) {
  const { t } = useTranslation();
  const { documents, showField, store } = useWorkstation();
  const activeFieldId = useWorkstationState((state) => state.activeFieldId);
  const analysing = useWorkstationState((state) => state.analysing);
  const here = fields.some((field) => field.id === activeFieldId);
  const other = fields.find((field) => field.id !== activeFieldId);
  const button = analysing ? 'plain' : 'primary';

  if (kind === 'needs-a-look')
    return (
      <>
        <span>{t('next.look', { count })}</span>
        <Button
          kind={button}
          onClick={() => {
            if (showNextNeedingALook(store)) focusCanvas();
          }}
        >
          {t('next.showLook')}
        </Button>
      </>
    );
  if (kind === 'conflicts')
    return (
      <>
        <span>{t('next.conflicts', { count })}</span>
        {!here && other && (
          <Button kind={button} onClick={() => showField(other.id)}>
            {t('next.showConflicts')}
          </Button>
        )}
      </>
    );
  const active = document.fields.find((field) => field.id === activeFieldId);
  return (
    <>
      <span>{t('next.fields', { count })}</span>
      {here && active ? (
        <Button
          kind={button}
          onClick={() => {
            documents.execute(setFieldReviewed(active.id, true));
            if (other) showField(other.id);
          }}
        >
          {t('next.markField')}
        </Button>
      ) : (
        other && (
          <Button kind={button} onClick={() => showField(other.id)}>
            {t('next.showField')}
          </Button>
        )
      )}
    </>
  );
}
