import type { Case } from '../../domain/case.ts';
import { manifestsOfCase } from '../../store/packs/known.ts';
import { useWorkstation } from '../../store/react.tsx';
import { wordsOf } from '../../store/services.ts';
import { fileNameOf } from '../shared/format.ts';
import { EXPORTERS, type ExportKind } from './exports.ts';
import { saveFile } from './saveFile.ts';

const ENDINGS: Readonly<Record<ExportKind, string>> = {
  pdf: 'report.pdf',
  csv: 'differential.csv',
  json: 'result.json',
  coco: 'annotations.coco.json',
};

/** A signed version says so in its file's name: two versions must not be taken for one another. */
const versionPart = ({ version, signature }: Case): string =>
  version > 1 || signature ? `-v${version}` : '';

/** Writes a case, or a version of one, as a file for the downloads, and tells how it went. */
export function useExport(): (kind: ExportKind, document: Case) => Promise<void> {
  const { store, services } = useWorkstation();
  return async (kind, document) => {
    const state = store.getState();
    const name = `${fileNameOf(document.name)}${versionPart(document)}-${ENDINGS[kind]}`;
    try {
      // Of a case that several packs analysed, none speaks for all cells.
      const [manifest = null, ...others] = manifestsOfCase(state, document);
      const { reportHead, language } = state.preferences;
      const getImage = (imageId: string) => services.repository.getImage(imageId);
      const sources = {
        manifest: others.length > 0 ? null : manifest,
        reportHead,
        language,
        getImage,
      };
      saveFile(await EXPORTERS[kind](document, sources), name);
      services.notify({ level: 'success', key: 'notices.exported', values: { name } });
    } catch (error) {
      services.notify({
        level: 'error',
        key: 'notices.exportFailed',
        values: { name, problem: wordsOf(error, state.preferences.language) },
      });
    }
  };
}
