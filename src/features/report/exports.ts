import type { Case } from '../../domain/case.ts';
import type { PackManifest } from '../../domain/pack.ts';

export type ExportKind = 'pdf' | 'csv' | 'json' | 'coco';

/** Makes a file of a case. The manifest is that of the loaded pack; null where none is loaded. */
export type Exporter = (document: Case, manifest: PackManifest | null) => Promise<Blob>;

/** The exporters at hand, each loaded when it is first used; the menu offers these and no others. */
export const EXPORTERS: Readonly<Record<ExportKind, Exporter>> = {
  pdf: async (document, manifest) => {
    const { reportPdf } = await import('../../io/export/pdf.ts');
    return new Blob([await reportPdf(document, manifest)], { type: 'application/pdf' });
  },
  csv: async (document, manifest) => {
    const { differentialCsv } = await import('../../io/export/csv.ts');
    return new Blob([differentialCsv(document, manifest)], { type: 'text/csv;charset=utf-8' });
  },
  json: async (document, manifest) => {
    const { resultJson } = await import('../../io/export/resultJson.ts');
    return new Blob([resultJson(document, manifest)], { type: 'application/json' });
  },
  coco: async (document) => {
    const { cocoJson } = await import('../../io/export/coco.ts');
    return new Blob([cocoJson(document)], { type: 'application/json' });
  },
};
