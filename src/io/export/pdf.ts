import type { TCreatedPdf, TDocumentDefinitions, TFontDictionary } from 'pdfmake/interfaces';
import type { Case } from '../../domain/case.ts';
import type { PackManifest } from '../../domain/pack.ts';
import type { FileProblem } from '../../domain/result.ts';
import { reportDefinition } from './report/definition.ts';

/** What is used of pdfmake's module: one shape in the browser and in Node, which its types lack. */
interface PdfMaker {
  readonly virtualfs: { writeFileSync(name: string, bytes: Uint8Array): void };
  setFonts(fonts: TFontDictionary): void;
  /** Node only: pdfmake warns where it is not told what it may read. */
  setLocalAccessPolicy?(allow: (path: string) => boolean): void;
  setUrlAccessPolicy(allow: (url: string) => boolean): void;
  createPdf(definition: TDocumentDefinitions): TCreatedPdf;
}

const FONTS: TFontDictionary = {
  Roboto: {
    normal: 'Roboto-Regular.ttf',
    bold: 'Roboto-Medium.ttf',
    italics: 'Roboto-Italic.ttf',
    bolditalics: 'Roboto-MediumItalic.ttf',
  },
};

let maker: Promise<PdfMaker> | null = null;

/** pdfmake with its fonts: large, and fetched when the first report is written. */
async function loadMaker(): Promise<PdfMaker> {
  const [{ default: module }, { default: fontFiles }] = await Promise.all([
    import('pdfmake'),
    import('pdfmake/build/vfs_fonts.js'),
  ]);
  const loaded = module as unknown as PdfMaker;
  for (const [name, base64] of Object.entries(fontFiles))
    loaded.virtualfs.writeFileSync(
      name,
      Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
    );
  loaded.setFonts(FONTS);
  // A report holds nothing from outside: no address and no file is ever fetched.
  loaded.setUrlAccessPolicy(() => false);
  loaded.setLocalAccessPolicy?.(() => false);
  return loaded;
}

/**
 * `report.pdf`: the case as a laboratory files it. In the browser and in Node.
 * @param manifest that of the loaded pack, used where it is the case's own
 * @param unread files that could not be opened at all
 */
export async function reportPdf(
  document: Case,
  manifest: PackManifest | null,
  unread: readonly FileProblem[] = [],
): Promise<Uint8Array<ArrayBuffer>> {
  maker ??= loadMaker().catch((error: unknown) => {
    // A download that failed may succeed at the next attempt.
    maker = null;
    throw error;
  });
  const loaded = await maker;
  const buffer = await loaded.createPdf(reportDefinition(document, manifest, unread)).getBuffer();
  return Uint8Array.from(buffer);
}
