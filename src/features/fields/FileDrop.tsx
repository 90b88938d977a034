import { type DragEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { isCaseView } from '../../store/state.ts';

/** What the file picker offers; a file that cannot be read is told whatever its name. */
export const ACCEPTED_FILES = '.png,.jpg,.jpeg,.bmp,.webp,.tif,.tiff,image/*';

const isCaseFile = ({ name, type }: File): boolean =>
  /\.zip$/i.test(name) || type === 'application/zip';

/**
 * Takes files dropped anywhere on its children: case files are imported; images go into the case on
 * the screen, or, on the list of cases, into a new one.
 */
export function FileDrop({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { importImages, caseFiles, documents } = useWorkstation();
  const onList = useWorkstationState((state) => state.document === null || !isCaseView(state.view));
  const [over, setOver] = useState(false);
  const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

  const take = async (files: readonly File[]) => {
    const images = files.filter((file) => !isCaseFile(file));
    const [first] = images;
    const cases = files.filter(isCaseFile);
    if (cases.length > 0) await caseFiles.import(cases);
    if (!first) return;
    if (onList) await documents.create(first.name.replace(/\.\w+$/, '').slice(0, 120));
    await importImages(images);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons "Add images" and "Import" do the same
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
        void take([...event.dataTransfer.files]);
      }}
    >
      {children}
      {over && (
        <div className="drop-veil">{t(onList ? 'caseList.dropHere' : 'fields.dropHere')}</div>
      )}
    </div>
  );
}
