import type { Case } from '../../../src/domain/case.ts';
import type { PackManifest } from '../../../src/domain/pack.ts';
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

type Files = ReadonlyMap<string, string | Uint8Array>;
type Writer = (analysed: AnalysedImages, manifest: PackManifest | null) => Promise<Files>;

const one =
  (
    name: string,
    make: (
      document: Case,
      manifest: PackManifest | null,
      unread: AnalysedImages['unread'],
    ) => string | Uint8Array | Promise<string | Uint8Array>,
  ): Writer =>
  async ({ document, unread }, manifest) =>
    new Map([[name, await make(document, manifest, unread)]]);

/** Longest side of the pictures within a FHIR bundle, px, as in the window. */
const BUNDLED_SIDE = 1024;

const WRITERS: Readonly<Record<Format, Writer>> = {
  json: one('result.json', resultJson),
  csv: one('differential.csv', differentialCsv),
  coco: one('annotations.coco.json', cocoJson),
  yolo: one('annotations.yolo.zip', yoloZip),
  pdf: async (analysed, manifest) => {
    const { document, unread } = analysed;
    const options = { manifest, unread, pictures: await reportPictures(analysed) };
    return new Map([['report.pdf', await reportPdf(document, options, readChineseFont)]]);
  },
  fhir: async ({ document, openPage }, manifest) => {
    const pictures = new Map<string, { type: 'image/jpeg'; bytes: Uint8Array }>();
    for (const field of document.fields)
      pictures.set(field.id, {
        type: 'image/jpeg',
        bytes: await annotatedField(document, field, await openPage(field), 'jpeg', BUNDLED_SIDE),
      });
    return new Map([['fhir.json', await fhirJson(document, manifest, { pictures })]]);
  },
  png: async ({ document, openPage }) => {
    const stems = fieldStems(document.fields);
    const files = new Map<string, Uint8Array>();
    for (const [index, field] of document.fields.entries())
      files.set(
        `${stems[index]}.annotated.png`,
        await annotatedField(document, field, await openPage(field), 'png'),
      );
    return files;
  },
};

/** Makes the files of the formats one after the other; each is given out before the next is made. */
export async function* filesOf(
  formats: readonly Format[],
  analysed: AnalysedImages,
  manifest: PackManifest | null,
): AsyncGenerator<readonly [name: string, content: string | Uint8Array]> {
  for (const format of formats) yield* await WRITERS[format](analysed, manifest);
}
