import type { Case } from '../../../src/domain/case.ts';
import type { Language } from '../../../src/domain/language.ts';
import type { PackManifest } from '../../../src/domain/pack.ts';
import type { ReportHead } from '../../../src/domain/reportHead.ts';
import type { FileProblem } from '../../../src/domain/result.ts';
import { tell } from '../../../src/domain/text/index.ts';
import { fieldStems } from '../../../src/io/export/annotations.ts';
import { cocoJson } from '../../../src/io/export/coco.ts';
import { differentialCsv } from '../../../src/io/export/csv.ts';
import { fhirJson } from '../../../src/io/export/fhir/bundle.ts';
import { reportPdf } from '../../../src/io/export/pdf.ts';
import { resultJson } from '../../../src/io/export/resultJson.ts';
import { yoloZip } from '../../../src/io/export/yolo.ts';
import { annotatedField } from './annotatedFields.ts';
import { readChineseFont } from './chineseFont.ts';
import type { Format } from './formatNames.ts';
import type { AnalysedImages } from './images.ts';
import { reportPictures } from './reportPictures.ts';

/** What the files say beside the case. */
export interface WritingOptions {
  /** Of what people read in them. */
  readonly language: Language;
  readonly reportHead: ReportHead;
}

type Files = ReadonlyMap<string, string | Uint8Array>;
type Writer = (
  analysed: AnalysedImages,
  manifest: PackManifest | null,
  options: WritingOptions,
) => Promise<Files>;

const one =
  (
    name: string,
    make: (
      document: Case,
      manifest: PackManifest | null,
      unread: readonly FileProblem[],
      language: Language,
    ) => string | Uint8Array | Promise<string | Uint8Array>,
  ): Writer =>
  async ({ document, unread }, manifest, { language }) =>
    new Map([[name, await make(document, manifest, unreadIn(unread, language), language)]]);

const unreadIn = (unread: AnalysedImages['unread'], language: Language): FileProblem[] =>
  unread.map(({ file, problem }) => ({ file, problem: tell(problem, language) }));

/** Longest side of the pictures within a FHIR bundle, px, as in the window. */
const BUNDLED_SIDE = 1024;

const WRITERS: Readonly<Record<Format, Writer>> = {
  // The same in every language.
  json: async ({ document, unread }, manifest) =>
    new Map([['result.json', resultJson(document, manifest, unreadIn(unread, 'en'))]]),
  csv: one('differential.csv', differentialCsv),
  coco: one('annotations.coco.json', cocoJson),
  yolo: one('annotations.yolo.zip', yoloZip),
  pdf: async (analysed, manifest, { language, reportHead }) => {
    const unread = unreadIn(analysed.unread, language);
    const pictures = await reportPictures(analysed);
    const options = { manifest, unread, pictures, language, reportHead };
    return new Map([['report.pdf', await reportPdf(analysed.document, options, readChineseFont)]]);
  },
  fhir: async ({ document, unread, openPage }, manifest, { language }) => {
    const pictures = new Map<string, { type: 'image/jpeg'; bytes: Uint8Array }>();
    for (const field of document.fields)
      pictures.set(field.id, {
        type: 'image/jpeg',
        bytes: await annotatedField(document, field, await openPage(field), {
          format: 'jpeg',
          longestSide: BUNDLED_SIDE,
          language,
        }),
      });
    const options = { language, pictures, unread: unreadIn(unread, language) };
    return new Map([['fhir.json', await fhirJson(document, manifest, options)]]);
  },
  png: async ({ document, openPage }, _manifest, { language }) => {
    const stems = fieldStems(document.fields);
    const files = new Map<string, Uint8Array>();
    for (const [index, field] of document.fields.entries())
      files.set(
        `${stems[index]}.annotated.png`,
        await annotatedField(document, field, await openPage(field), { format: 'png', language }),
      );
    return files;
  },
};

/** Makes the files of the formats one after the other; each is given out before the next is made. */
export async function* filesOf(
  formats: readonly Format[],
  analysed: AnalysedImages,
  manifest: PackManifest | null,
  options: WritingOptions,
): AsyncGenerator<readonly [name: string, content: string | Uint8Array]> {
  for (const format of formats) yield* await WRITERS[format](analysed, manifest, options);
}
