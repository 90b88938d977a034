import type { Case } from '../../domain/case.ts';
import { useWorkstation } from '../../store/react.tsx';
import { wordsOf } from '../../store/services.ts';
import { fileNameOf } from '../shared/format.ts';
import { EXPORTERS, type ExportContext, type ExportKind } from './exports.ts';
import { saveFile } from './saveFile.ts';

/** A signed version says so in its file's name: two versions must not be taken for one another. */
const versionPart = ({ version, signature }: Case): string =>
  version > 1 || signature ? `-v${version}` : '';

/** Writes a case, or a version of one, as a file for the downloads, and tells how it went. */
export function useExport(): (kind: ExportKind, document: Case) => Promise<void> {
  const { store, services, caseFiles } = useWorkstation();
  return async (kind, document) => {
    const { engine, preferences } = store.getState();
    const { language } = preferences;
    const { file, slow, make } = EXPORTERS[kind];
    const name = `${fileNameOf(document.name)}${versionPart(document)}-${file}`;
    const write = async (progress: Pick<ExportContext, 'signal' | 'onProgress'>) => {
      // After a reload the pack is not loaded yet, but the report still says on what it rests.
      const manifest =
        engine.phase === 'open'
          ? engine.info.manifest
          : await services.readManifest().catch(() => null);
      const picture = (imageId: string) => services.repository.getImage(imageId);
      return make(document, manifest, { language, picture, ...progress });
    };
    try {
      const blob = await (slow ? caseFiles.making(name, write) : write({}));
      if (!blob) return;
      saveFile(blob, name);
      services.notify({ level: 'success', key: 'notices.exported', values: { name } });
    } catch (error) {
      services.notify({
        level: 'error',
        key: 'notices.exportFailed',
        values: { name, problem: wordsOf(error, language) },
      });
    }
  };
}
