import type { Case } from '../../domain/case.ts';
import { asItHolds } from '../../domain/signing.ts';
import { newerVersion } from '../../domain/versions.ts';
import { manifestOf } from '../../store/packs/known.ts';
import { useWorkstation } from '../../store/react.tsx';
import { wordsOf } from '../../store/services.ts';
import { fileNameOf } from '../shared/format.ts';
import type { ExportContext } from './exportContext.ts';
import { EXPORTERS, type ExportKind } from './exports.ts';
import { saveFile } from './saveFile.ts';

/** A signed version says so in its file's name: two versions must not be taken for one another. */
const versionPart = ({ version, signature }: Case): string =>
  version > 1 || signature ? `-v${version}` : '';

/**
 * Writes a case, or a version of one, as a file for the downloads, and tells how it went. A case
 * whose signature does not hold is written as unsigned, which is told too.
 */
export function useExport(): (kind: ExportKind, document: Case) => Promise<void> {
  const { store, services, caseFiles } = useWorkstation();
  return async (kind, document) => {
    const state = store.getState();
    const { language, reportHead } = state.preferences;
    const { file, slow, make } = EXPORTERS[kind];
    const written = await asItHolds(document);
    const name = `${fileNameOf(written.name)}${versionPart(written)}-${file}`;
    const context = {
      language,
      reportHead,
      ageBands: state.laboratory.bands,
      newer: newerVersion(document, state.document),
      picture: (imageId: string) => services.repository.getImage(imageId),
    };
    const write = (progress: Pick<ExportContext, 'signal' | 'onProgress'>) =>
      make(written, manifestOf(state, document), { ...context, ...progress });
    try {
      const blob = await (slow ? caseFiles.making(name, write) : write({}));
      if (!blob) return;
      saveFile(blob, name);
      services.notify({ level: 'success', key: 'notices.exported', values: { name } });
      if (document.signature && !written.signature)
        services.notify({
          level: 'error',
          key: 'notices.exportedUnsigned',
          values: { name, by: document.signature.by },
        });
    } catch (error) {
      services.notify({
        level: 'error',
        key: 'notices.exportFailed',
        values: { name, problem: wordsOf(error, language) },
      });
    }
  };
}
