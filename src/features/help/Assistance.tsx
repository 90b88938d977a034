import { useState } from 'react';
import { CommandPalette } from '../keyboard/CommandPalette.tsx';
import { useActions } from '../keyboard/react.tsx';
import { SettingsDialog, type SettingsTab } from '../settings/SettingsDialog.tsx';
import { FirstVisit } from '../tour/FirstVisit.tsx';
import { AtlasHelp } from './AtlasHelp.tsx';
import { CheatSheet } from './CheatSheet.tsx';

type Shown = 'help' | 'palette' | SettingsTab | null;

/** What helps in every view: settings, keys, palette, welcome and tour; each opened by its action. */
export function Assistance() {
  const [shown, setShown] = useState<Shown>(null);
  const close = () => setShown(null);
  useActions({
    help: () => setShown('help'),
    palette: () => setShown('palette'),
    settings: () => setShown('general'),
  });
  const tab = shown === 'keyboard' || shown === 'data' ? shown : 'general';
  return (
    <>
      <SettingsDialog
        open={shown === 'general' || shown === 'keyboard' || shown === 'data'}
        tab={tab}
        onClose={close}
      />
      <CheatSheet
        open={shown === 'help'}
        onClose={close}
        onChangeKeys={() => setShown('keyboard')}
      />
      <CommandPalette open={shown === 'palette'} onClose={close} />
      <AtlasHelp />
      <FirstVisit />
    </>
  );
}
