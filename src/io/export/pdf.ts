import type { TCreatedPdf, TDocumentDefinitions, TFontDictionary } from 'pdfmake/interfaces';
import type { Case } from '../../domain/case.ts';
import { asItHolds } from '../../domain/signing.ts';
import { reportDefinition } from './report/definition.ts';
import { CHINESE_FILES, FONTS } from './report/fonts.ts';
import type { ReportOptions } from './report/input.ts';
import { printable } from './report/printable.ts';
import { tagDrawings } from './tagging/drawing.ts';
import { packed } from './tagging/pack.ts';
import { planTags } from './tagging/plan.ts';

/** What is used of pdfmake's module: one shape in the browser and in Node, which its types lack. */
interface PdfMaker {
  readonly virtualfs: { writeFileSync(name: string, bytes: Uint8Array): void };
  setFonts(fonts: TFontDictionary): void;
  /** Node only: pdfmake warns where it is not told what it may read. */
  setLocalAccessPolicy?(allow: (path: string) => boolean): void;
  setUrlAccessPolicy(allow: (url: string) => boolean): void;
  createPdf(definition: TDocumentDefinitions): TCreatedPdf;
}

/** Gives the bytes of a font file of the Chinese typeface by its name. */
export type FontLoader = (file: string) => Promise<Uint8Array>;

let maker: Promise<PdfMaker> | null = null;
let chinese: Promise<void> | null = null;

/** pdfmake with its Latin fonts: large, and fetched when the first report is written. */
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
  tagDrawings(await loaded.createPdf({ content: [] }).getStream());
  return loaded;
}

async function addChinese({ virtualfs }: PdfMaker, loadFont: FontLoader): Promise<void> {
  await Promise.all(
    Object.values(CHINESE_FILES).map(async (file) =>
      virtualfs.writeFileSync(file, await loadFont(file)),
    ),
  );
}

/**
 * `report.pdf`: the case as a laboratory files it, signed only where its signature holds. In the
 * browser and in Node.
 * @param loadFont asked only where the report holds Chinese
 * @throws Error where a font cannot be loaded; the next report tries again
 */
export const reportPdf = async (
  document: Case,
  options: ReportOptions,
  loadFont: FontLoader,
): Promise<Uint8Array<ArrayBuffer>> =>
  pdfOf(reportDefinition(await asItHolds(document), options), loadFont);

/**
 * A document as PDF, tagged where its definition says so. In the browser and in Node.
 * @param loadFont asked only where the document holds Chinese
 * @throws Error where a font cannot be loaded; the next document tries again
 */
export async function pdfOf(
  definition: TDocumentDefinitions,
  loadFont: FontLoader,
): Promise<Uint8Array<ArrayBuffer>> {
  maker ??= loadMaker().catch((error: unknown) => {
    // A download that failed may succeed at the next attempt.
    maker = null;
    throw error;
  });
  const loaded = await maker;
  const printed = printable(definition);
  if (printed.chinese) {
    chinese ??= addChinese(loaded, loadFont).catch((error: unknown) => {
      chinese = null;
      throw error;
    });
    await chinese;
  }
  return packed(await loaded.createPdf(planTags(printed.definition)).getBuffer());
}
