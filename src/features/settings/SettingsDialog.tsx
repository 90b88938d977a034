import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import type { Preferences } from '../../store/services.ts';
import { RangeSettings } from '../laboratory/RangeSettings.tsx';
import { RuleSettings } from '../laboratory/RuleSettings.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { Tabs } from '../shared/Tabs.tsx';
import { KeyboardSettings } from './KeyboardSettings.tsx';
import { LanguageSelect } from './LanguageSelect.tsx';
import { ReportHeadSettings } from './ReportHeadSettings.tsx';
import { StorageSettings } from './StorageSettings.tsx';

export type SettingsTab = 'general' | 'report' | 'keyboard' | 'rules' | 'ranges' | 'data';

interface SettingsDialogProps {
  readonly open: boolean;
  /** The tab that is shown when the dialog opens. */
  readonly tab?: SettingsTab;
  readonly onClose: () => void;
}

/** Preferences of the person at the screen. */
export function SettingsDialog({ open, tab = 'general', onClose }: SettingsDialogProps) {
  const { t } = useTranslation();
  const [selected, setSelected] = useState<SettingsTab>(tab);
  useEffect(() => {
    if (open) setSelected(tab);
  }, [open, tab]);
  return (
    <Dialog title={t('settings.title')} open={open} onClose={onClose} wide>
      <div className="settings">
        <Tabs
          label={t('preferences.tabs')}
          selected={selected}
          onSelect={setSelected}
          tabs={[
            { id: 'general', label: t('preferences.general'), panel: <GeneralSettings /> },
            { id: 'report', label: t('reportHead.tab'), panel: <ReportHeadSettings /> },
            { id: 'keyboard', label: t('preferences.keyboard'), panel: <KeyboardSettings /> },
            { id: 'rules', label: t('laboratory.rules.tab'), panel: <RuleSettings /> },
            { id: 'ranges', label: t('figures.ranges.tab'), panel: <RangeSettings /> },
            { id: 'data', label: t('preferences.data'), panel: <StorageSettings /> },
          ]}
        />
      </div>
    </Dialog>
  );
}

function GeneralSettings() {
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
      <div className="form-row">
        <span aria-hidden>{t('settings.languageBoth')}</span>
        <LanguageSelect className="" />
      </div>
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
