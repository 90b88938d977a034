import type { Case } from '../../domain/case.ts';
import type { Language } from '../../domain/language.ts';
import type { PackManifest } from '../../domain/pack.ts';
import type { ReportHead } from '../../domain/reportHead.ts';
import type { CaseRepository } from '../../store/services.ts';

export type ExportKind = 'pdf' | 'csv' | 'json' | 'coco';

/** What an export may draw on beside the case. */
export interface ExportSources {
  /** That of the loaded pack; null where none is loaded. */
  readonly manifest: PackManifest | null;
  readonly reportHead: ReportHead;
  readonly language: Language;
  readonly getImage: CaseRepository['getImage'];
}

/** Makes a file of a case. */
export type Exporter = (document: Case, sources: ExportSources) => Promise<Blob>;

/** The exporters at hand, each loaded when it is first used; the menu offers these and no others. */
export const EXPORTERS: Readonly<Record<ExportKind, Exporter>> = {
  pdf: async (document, { manifest, reportHead, language, getImage }) => {
    const [{ reportPdf }, { reportPictures }, { fetchChineseFont }] = await Promise.all([
      import('../../io/export/pdf.ts'),
      import('../../io/export/reportPictures.ts'),
      import('../../io/export/chineseFonts.ts'),
    ]);
    const pictures = await reportPictures(document, getImage);
    const options = { manifest, reportHead, language, pictures };
    return new Blob([await reportPdf(document, options, fetchChineseFont)], {
      type: 'application/pdf',
    });
  },
  csv: async (document, { manifest }) => {
    const { differentialCsv } = await import('../../io/export/csv.ts');
    return new Blob([differentialCsv(document, manifest)], { type: 'text/csv;charset=utf-8' });
  },
  json: async (document, { manifest }) => {
    const { resultJson } = await import('../../io/export/resultJson.ts');
    return new Blob([resultJson(document, manifest)], { type: 'application/json' });
  },
  coco: async (document) => {
    const { cocoJson } = await import('../../io/export/coco.ts');
    return new Blob([cocoJson(document)], { type: 'application/json' });
  },
};
