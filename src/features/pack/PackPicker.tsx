import { FilePlus2, FolderOpen } from 'lucide-react';
import { type ChangeEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { DropTarget } from '../shared/DropTarget.tsx';

/** Takes a user's own pack: its folder or its files, picked or dropped. */
export function PackPicker() {
  const { t } = useTranslation();
  const { packs } = useWorkstation();
  const busy = useWorkstationState((state) => state.analysing || state.packs.work !== null);
  const folder = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);

  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    const picked = [...(event.target.files ?? [])];
    event.target.value = '';
    if (picked.length > 0) void packs.openFiles(picked);
  };

  return (
    <DropTarget
      className="pack-picker"
      disabled={busy}
      // A pack's files lie beside each other.
      onFiles={(dropped) =>
        void packs.openFiles(
          dropped.filter(({ path }) => path.split('/').length <= 2).map(({ file }) => file),
        )
      }
    >
      <p>{t('packs.pickHint')}</p>
      <Button icon={FolderOpen} disabled={busy} onClick={() => folder.current?.click()}>
        {t('packs.pickFolder')}
      </Button>
      <Button icon={FilePlus2} disabled={busy} onClick={() => files.current?.click()}>
        {t('packs.pickFiles')}
      </Button>
      <input
        ref={folder}
        type="file"
        hidden
        // React has no name for it; every browser has it.
        {...{ webkitdirectory: '' }}
        aria-label={t('packs.pickFolder')}
        data-testid="pack-folder"
        onChange={pick}
      />
      <input
        ref={files}
        type="file"
        multiple
        hidden
        accept=".json,.safetensors"
        aria-label={t('packs.pickFiles')}
        data-testid="pack-files"
        onChange={pick}
      />
    </DropTarget>
  );
}
