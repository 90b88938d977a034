import type { Case } from '../../domain/case.ts';
import type { PackManifest } from '../../domain/pack.ts';
import type { ExportContext } from './exportContext.ts';

export type ExportKind = 'pdf' | 'csv' | 'json' | 'coco' | 'yolo' | 'fhir' | 'png';

/** Makes a file of a case. The manifest is that of the loaded pack; null where none is loaded. */
type Exporter = (
  document: Case,
  manifest: PackManifest | null,
  context: ExportContext,
) => Promise<Blob>;

interface ExportFormat {
  /** End of the file's name. */
  readonly file: string;
  /** It opens every picture: its progress is shown, and it can be cancelled. */
  readonly slow: boolean;
  readonly make: Exporter;
}

/** Longest side of the pictures within a FHIR bundle, px: a bundle is read in one piece. */
const BUNDLED_SIDE = 1024;

/** The formats at hand, each loaded when it is first used; the menu offers these and no others. */
export const EXPORTERS: Readonly<Record<ExportKind, ExportFormat>> = {
  pdf: {
    file: 'report.pdf',
    slow: true,
    make: async (document, manifest, context) => {
      const [{ reportPdf }, { reportPictures }, { fetchChineseFont }] = await Promise.all([
        import('../../io/export/pdf.ts'),
        import('../../io/export/reportPictures.ts'),
        import('../../io/export/chineseFonts.ts'),
      ]);
      const pictures = await reportPictures(document, context);
      const { language, reportHead, newer, ageBands } = context;
      const options = { manifest, reportHead, language, newer, ageBands, pictures };
      return new Blob([await reportPdf(document, options, fetchChineseFont)], {
        type: 'application/pdf',
      });
    },
  },
  csv: {
    file: 'differential.csv',
    slow: false,
    make: async (document, manifest, { language, ageBands }) => {
      const { differentialCsv } = await import('../../io/export/csv.ts');
      return new Blob([differentialCsv(document, manifest, [], language, ageBands)], {
        type: 'text/csv;charset=utf-8',
      });
    },
  },
  json: {
    file: 'result.json',
    slow: false,
    make: async (document, manifest, { ageBands }) => {
      const { resultJson } = await import('../../io/export/resultJson.ts');
      return new Blob([resultJson(document, manifest, [], ageBands)], { type: 'application/json' });
    },
  },
  fhir: {
    file: 'fhir.json',
    slow: true,
    make: async (document, manifest, context) => {
      const [{ fhirJson }, { annotatedFields }] = await Promise.all([
        import('../../io/export/fhir/bundle.ts'),
        import('./annotatedFields.ts'),
      ]);
      const type = 'image/jpeg' as const;
      const made = await annotatedFields(document, context, { type, longestSide: BUNDLED_SIDE });
      const pictures = new Map(
        await Promise.all(
          [...made].map(
            async ([id, blob]) =>
              [id, { type, bytes: new Uint8Array(await blob.arrayBuffer()) }] as const,
          ),
        ),
      );
      const { language, newer, ageBands } = context;
      const options = { language, pictures, newer, ageBands };
      return new Blob([await fhirJson(document, manifest, options)], {
        type: 'application/fhir+json',
      });
    },
  },
  coco: {
    file: 'annotations.coco.json',
    slow: false,
    make: async (document) => {
      const { cocoJson } = await import('../../io/export/coco.ts');
      return new Blob([cocoJson(document)], { type: 'application/json' });
    },
  },
  yolo: {
    file: 'annotations.yolo.zip',
    slow: false,
    make: async (document) => {
      const { yoloZip } = await import('../../io/export/yolo.ts');
      return new Blob([await yoloZip(document)], { type: 'application/zip' });
    },
  },
  png: {
    file: 'fields.zip',
    slow: true,
    make: async (document, _manifest, context) => {
      const [{ zipOf }, { fieldStems }, { annotatedFields }] = await Promise.all([
        import('../../io/export/zip.ts'),
        import('../../io/export/annotations.ts'),
        import('./annotatedFields.ts'),
      ]);
      const made = await annotatedFields(document, context, {
        type: 'image/png',
        longestSide: Number.POSITIVE_INFINITY,
      });
      const stems = fieldStems(document.fields);
      const files = new Map<string, Uint8Array>();
      for (const [index, { id }] of document.fields.entries()) {
        const blob = made.get(id);
        if (blob)
          files.set(`${stems[index]}.annotated.png`, new Uint8Array(await blob.arrayBuffer()));
      }
      return new Blob([await zipOf(files, document.updatedAt)], { type: 'application/zip' });
    },
  },
};
