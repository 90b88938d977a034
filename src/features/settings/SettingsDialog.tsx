import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import type { Preferences } from '../../store/services.ts';
import { Dialog } from '../shared/Dialog.tsx';

/** Preferences of the person at the screen. */
export function SettingsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('settings.title')} open={open} onClose={onClose}>
      <SettingsForm />
    </Dialog>
  );
}

function SettingsForm() {
  const { t } = useTranslation();
  const { setPreferences } = useWorkstation();
  const preferences = useWorkstationState((state) => state.preferences);
  const [reviewer, setReviewer] = useState(preferences.reviewer);
  return (
    <>
      <label className="form-row">
        {t('settings.reviewer')}
        <input
          value={reviewer}
          maxLength={80}
          autoComplete="name"
          onChange={(event) => setReviewer(event.target.value)}
          onBlur={() => setPreferences({ reviewer: reviewer.trim() })}
        />
        <small>{t('settings.reviewerHint')}</small>
      </label>
      <label className="form-row">
        {t('settings.theme')}
        <select
          value={preferences.theme}
          onChange={(event) =>
            setPreferences({ theme: event.target.value as Preferences['theme'] })
          }
        >
          {(['system', 'light', 'dark'] as const).map((theme) => (
            <option key={theme} value={theme}>
              {t(`settings.${theme}`)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
