import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useWorkstationState } from '../store/react.tsx';

/** Whether the last change is on the disk; the banner says what to do where it is not. */
export function SaveIndicator() {
  const { t } = useTranslation();
  const kind = useWorkstationState((state) => state.save.kind);
  return (
    <span className="save-state" data-state={kind} role="status">
      {kind === 'saved' && (
        <>
          <CircleCheck size={13} aria-hidden /> {t('header.saved')}
        </>
      )}
      {kind === 'saving' && (
        <>
          <LoaderCircle size={13} className="spin" aria-hidden /> {t('header.saving')}
        </>
      )}
      {kind === 'failed' && (
        <>
          <CircleAlert size={13} aria-hidden /> {t('shell.notSaved')}
        </>
      )}
    </span>
  );
}
