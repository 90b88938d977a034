import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { LanguageSelect } from '../settings/LanguageSelect.tsx';
import { Button } from '../shared/buttons.tsx';

interface WelcomeDialogProps {
  readonly onTour: () => void;
}

/** The first visit's one calm screen: what this is, who reviews, and where to begin. */
export function WelcomeDialog({ onTour }: WelcomeDialogProps) {
  const { t } = useTranslation();
  const { setPreferences } = useWorkstation();
  const open = useWorkstationState((state) => !state.preferences.welcomed);
  const kept = useWorkstationState((state) => state.preferences.reviewer);
  const [reviewer, setReviewer] = useState(kept);
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);

  const leave = () => {
    if (open) setPreferences({ welcomed: true, reviewer: reviewer.trim() });
  };
  const tour = (event: FormEvent) => {
    event.preventDefault();
    leave();
    onTour();
  };
  return (
    <dialog
      ref={element}
      className="dialog welcome"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-what`}
      onClose={leave}
      onKeyDown={(event) => event.stopPropagation()}
    >
      {open && (
        <form onSubmit={tour}>
          <h2 id={`${id}-title`}>{t('welcome.title')}</h2>
          <p id={`${id}-what`}>{t('welcome.what')}</p>
          <p className="welcome-notice">{t('welcome.research')}</p>
          <label className="form-row">
            {t('welcome.who')}
            <input
              value={reviewer}
              maxLength={80}
              autoComplete="name"
              aria-describedby={`${id}-hint`}
              onChange={(event) => setReviewer(event.target.value)}
            />
            <small id={`${id}-hint`}>{t('welcome.whoHint')}</small>
          </label>
          <div className="form-row">
            <span aria-hidden>{t('welcome.language')}</span>
            <LanguageSelect className="" />
          </div>
          <div className="welcome-actions">
            <Button kind="primary" type="submit">
              {t('welcome.tour')}
            </Button>
            <Button onClick={leave}>{t('welcome.start')}</Button>
          </div>
        </form>
      )}
    </dialog>
  );
}
