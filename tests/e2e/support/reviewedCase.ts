import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';
import type { Case, Field } from '../../../src/domain/case.ts';
import { newCase, newField } from '../../../src/domain/newCase.ts';
import { contentHash } from '../../../src/domain/signing.ts';
import {
  CASE,
  CASE_FILE_VERSION,
  MANIFEST,
  picturePath,
  sha256,
} from '../../../src/io/caseFile/format.ts';
import { DEMO_CASES } from '../../../src/synth/demo.ts';
import { renderField } from '../../../src/synth/field.ts';
import type { PickedFile } from '../pages/workstation.ts';

const AT = '2026-01-02T03:04:05.000Z';
const BY = 'Dr Example';

/** The first two fields of a demonstration case, every cell named by a reviewer, signed: as a case file. */
export async function reviewedCaseFile(
  name: string,
): Promise<{ document: Case; file: PickedFile }> {
  const files: Record<string, Uint8Array<ArrayBuffer>> = {};
  const fields: Field[] = [];
  for (const [index, { spec, seed }] of DEMO_CASES[1]!.fields.slice(0, 2).entries()) {
    const { width, height, data, micrometresPerPixel, truth } = renderField(spec, seed);
    const id = `reviewed-${index + 1}`;
    const png = await sharp(data, { raw: { width, height, channels: 4 } })
      .png()
      .toBuffer();
    files[picturePath(id, 'image/png')] = new Uint8Array(png);
    fields.push({
      ...newField({
        id,
        name: `${id}.png`,
        width,
        height,
        scale: { micrometresPerPixel, source: 'synthetic' },
      }),
      cells: truth.map(({ box, label, countable }, at) => ({
        id: `${id}-cell-${at + 1}`,
        box,
        origin: 'reviewer',
        model: null,
        review:
          countable && label ? { label, by: BY, at: AT } : { countable: false, by: BY, at: AT },
      })),
      reviewed: { by: BY, at: AT },
      synthetic: { seed, truth },
    });
  }
  const unsigned: Case = { ...newCase('reviewed-case', name, AT, true), fields };
  const document: Case = {
    ...unsigned,
    signature: { by: BY, at: AT, contentHash: await contentHash(unsigned) },
  };
  files[CASE] = strToU8(JSON.stringify(document));
  const listed = Object.entries(files).map(async ([path, bytes]) => ({
    path,
    bytes: bytes.length,
    sha256: await sha256(bytes),
    ...(path.endsWith('.png') ? { type: 'image/png' } : {}),
  }));
  const manifest = {
    format: 'marrow-case',
    formatVersion: CASE_FILE_VERSION,
    appVersion: 'test',
    createdAt: AT,
    files: await Promise.all(listed),
    missingPictures: [],
  };
  const zip = zipSync({ ...files, [MANIFEST]: strToU8(JSON.stringify(manifest)) }, { level: 0 });
  return {
    document,
    file: { name: 'reviewed.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) },
  };
}
