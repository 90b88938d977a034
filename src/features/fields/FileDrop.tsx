import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlacedFile } from '../../io/import/set.ts';
import { isPictureName, stemOf } from '../../io/pictureNames.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { isCaseView } from '../../store/state.ts';
import { DropTarget } from '../shared/DropTarget.tsx';

/** What the file picker offers; a file that cannot be read is told whatever its name. */
export const ACCEPTED_FILES = '.png,.jpg,.jpeg,.bmp,.webp,.tif,.tiff,image/*';

const isCaseFile = ({ name, type }: File): boolean =>
  /\.zip$/i.test(name) || type === 'application/zip';

const byPath = new Intl.Collator('en', { numeric: true }).compare;

/**
 * Takes files dropped anywhere on its children: case files are imported; images, and those in folders,
 * go into the case on the screen, or, on the list of cases, into a new one.
 */
export function FileDrop({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { importImages, caseFiles, documents } = useWorkstation();
  const onList = useWorkstationState((state) => state.document === null || !isCaseView(state.view));

  const take = async (dropped: readonly PlacedFile[]) => {
    const cases = dropped.map(({ file }) => file).filter(isCaseFile);
    const images = dropped
      .filter(({ file }) => !isCaseFile(file))
      // In a folder lie other things too; who drops a file means it.
      .filter(({ path }) => !path.includes('/') || isPictureName(path))
      .sort((a, b) => byPath(a.path, b.path));
    const [first] = images;
    if (cases.length > 0) await caseFiles.import(cases);
    if (!first) return;
    const [name = first.path] = first.path.split('/');
    if (onList) await documents.create(stemOf(name).slice(0, 120));
    await importImages(images.map(({ file }) => file));
  };

  return (
    <DropTarget
      className="file-drop"
      invitation={t(onList ? 'caseList.dropHere' : 'fields.dropHere')}
      onFiles={(files) => void take(files)}
    >
      {children}
    </DropTarget>
  );
}
