import { type DragEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstation } from '../../store/react.tsx';

/** What the file picker offers; a file that cannot be read is told whatever its name. */
export const ACCEPTED_FILES = '.png,.jpg,.jpeg,.bmp,.webp,.tif,.tiff,image/*';

/** Takes image files dropped anywhere on its children into the open case. */
export function FileDrop({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { importImages } = useWorkstation();
  const [over, setOver] = useState(false);
  const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button "Add images" does the same
    <div
      className="file-drop"
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (event.currentTarget === event.target) setOver(false);
      }}
      onDrop={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(false);
        void importImages([...event.dataTransfer.files]);
      }}
    >
      {children}
      {over && <div className="drop-veil">{t('fields.dropHere')}</div>}
    </div>
  );
}
