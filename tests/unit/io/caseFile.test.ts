import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../../src/domain/case.ts';
import { openCaseFiles, readCaseFile } from '../../../src/io/caseFile/read.ts';
import { bundleCaseFiles, writeCaseFile } from '../../../src/io/caseFile/write.ts';
import { AT, box, caseOf, fieldOf, modelCell } from '../store/support.ts';

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const blobOf = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);

const text = fc.string({ maxLength: 12, unit: 'grapheme' });
const picture = fc.tuple(
  fc.uint8Array({ maxLength: 300 }),
  fc.constantFrom('image/png', 'image/jpeg', 'image/webp', ''),
);
const anyCase: fc.Arbitrary<{ document: Case; pictures: Map<string, Blob> }> = fc
  .record({
    name: text,
    site: text,
    fields: fc.array(fc.record({ name: text, cells: fc.nat({ max: 3 }), picture, key: text }), {
      maxLength: 4,
    }),
  })
  .map(({ name, site, fields }) => {
    const pictures = new Map<string, Blob>();
    const made = fields.map((field, index) => {
      const imageId = `${index}/${field.key}.png`;
      const [bytes, type] = field.picture;
      pictures.set(imageId, new Blob([new Uint8Array(bytes)], { type }));
      const cells = Array.from({ length: field.cells }, (_, cell) =>
        modelCell(`${index}-${cell}`, box(cell * 30, 5)),
      );
      return { ...fieldOf(`f${index}`, cells), name: field.name, imageId };
    });
    const document = caseOf(made);
    return {
      document: { ...document, name, description: { ...document.description, site } },
      pictures,
    };
  });

const written = (document: Case, pictures: ReadonlyMap<string, Blob>) =>
  writeCaseFile({ document, versions: [], picture: async (id) => pictures.get(id) }, AT);

async function sample() {
  const document = caseOf([fieldOf('f1', [modelCell('a', box(10, 10))]), fieldOf('f2')]);
  const pictures = new Map([
    ['image-f1', new Blob(['first picture'], { type: 'image/png' })],
    ['image-f2', new Blob(['second picture'], { type: 'image/jpeg' })],
  ]);
  return { document, pictures, ...(await written(document, pictures)) };
}

/** The file with some of its content replaced. */
async function changed(blob: Blob, change: Record<string, Uint8Array | null>): Promise<Blob> {
  const files = unzipSync(await bytesOf(blob));
  for (const [path, bytes] of Object.entries(change)) {
    if (bytes) files[path] = new Uint8Array(bytes);
    else delete files[path];
  }
  return blobOf(zipSync(files));
}

describe('a case file', () => {
  it('brings any case back as it was, pictures byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ document, pictures }) => {
        const { blob, missingPictures } = await written(document, pictures);
        expect(missingPictures).toEqual([]);
        const content = await readCaseFile(blob);
        expect(content.document).toEqual(document);
        expect(new Set(content.images.keys())).toEqual(new Set(pictures.keys()));
        for (const [id, image] of pictures) {
          const back = content.images.get(id)!;
          expect(back.type).toBe(image.type);
          expect(await bytesOf(back)).toEqual(await bytesOf(image));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('holds what its readme says, the research-use notice in it', async () => {
    const { blob } = await sample();
    const files = unzipSync(await bytesOf(blob));
    expect(Object.keys(files).sort()).toEqual([
      'README.txt',
      'case.json',
      'images/image-f1.png',
      'images/image-f2.jpg',
      'manifest.json',
    ]);
    expect(new TextDecoder().decode(files['README.txt'])).toContain('For Research Use Only');
  });

  it('keeps signed versions as they were signed', async () => {
    const signed: Case = {
      ...caseOf([]),
      signature: { by: 'Dr Example', at: AT, contentHash: 'a'.repeat(64) },
    };
    const { blob } = await writeCaseFile(
      {
        document: caseOf([]),
        versions: [{ version: 1, document: signed }],
        picture: async () => undefined,
      },
      AT,
    );
    const { versions } = await readCaseFile(blob);
    expect(versions).toEqual([{ version: 1, document: signed }]);
  });

  it('is written without a picture that cannot be read, and says so', async () => {
    const { document } = await sample();
    const { blob, missingPictures } = await writeCaseFile(
      {
        document,
        versions: [],
        picture: async (id) => {
          if (id === 'image-f1') throw new Error('gone');
          return new Blob(['second']);
        },
      },
      AT,
    );
    expect(missingPictures).toEqual(['image-f1']);
    const content = await readCaseFile(blob);
    expect(content.missingPictures).toEqual(['image-f1']);
    expect([...content.images.keys()]).toEqual(['image-f2']);
  });

  it('of several cases is opened as each of them', async () => {
    const { blob } = await sample();
    const other = await written({ ...caseOf([], 'other'), name: 'Other' }, new Map());
    const bundle = await bundleCaseFiles(
      [
        { name: 'case', blob },
        { name: 'case', blob: other.blob },
      ],
      AT,
    );
    const parts = await openCaseFiles(bundle);
    const names = await Promise.all(
      parts.map(async ({ open }) => (await readCaseFile(await open())).document.name),
    );
    expect(names).toEqual(['Case case-1', 'Other']);
    expect(parts.map(({ name }) => name)).toEqual(['case.zip', 'case-2.zip']);
    const [itself, ...others] = await openCaseFiles(blob);
    expect([itself!.name, await itself!.open(), others]).toEqual([null, blob, []]);
  });

  it('stops when it is cancelled, written and read', async () => {
    const { document, pictures, blob } = await sample();
    const abort = new AbortController();
    abort.abort();
    const options = { signal: abort.signal };
    await expect(readCaseFile(blob, options)).rejects.toMatchObject({ name: 'AbortError' });
    await expect(
      writeCaseFile(
        { document, versions: [], picture: async (id) => pictures.get(id) },
        AT,
        options,
      ),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a case file that was changed', () => {
  it.each(['case.json', 'images/image-f1.png', 'images/image-f2.jpg', 'README.txt'])(
    'in %s is refused, and the file is named',
    async (path) => {
      const { blob } = await sample();
      const files = unzipSync(await bytesOf(blob));
      const bytes = new Uint8Array(files[path]!);
      bytes[3]! ^= 1;
      const error = await readCaseFile(await changed(blob, { [path]: bytes })).catch(
        (reason: unknown) => reason,
      );
      expect(error).toMatchObject({
        name: 'CaseFileError',
        said: { key: 'caseFile.broken', values: { file: path } },
      });
    },
  );

  it('in any byte at all is refused, or holds the same', async () => {
    const { blob, document, pictures } = await sample();
    const bytes = await bytesOf(blob);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const damaged = new Uint8Array(bytes);
          damaged[at]! ^= flip;
          const content = await readCaseFile(blobOf(damaged)).catch((error: unknown) => {
            expect(error).toMatchObject({ name: 'CaseFileError' });
            return null;
          });
          if (!content) return;
          expect(content.document).toEqual(document);
          for (const [id, image] of pictures)
            expect(await bytesOf(content.images.get(id)!)).toEqual(await bytesOf(image));
        },
      ),
      { numRuns: 250 },
    );
  });

  it('lacking a file, or holding one too many, is refused by name', async () => {
    const { blob } = await sample();
    await expect(
      readCaseFile(await changed(blob, { 'images/image-f1.png': null })),
    ).rejects.toThrow(/images\/image-f1\.png is named in its manifest/);
    await expect(
      readCaseFile(await changed(blob, { 'images/more.png': strToU8('x') })),
    ).rejects.toThrow(/images\/more\.png in it is not named/);
  });

  it('that is no case file, or cut short, is refused in words', async () => {
    const { blob } = await sample();
    await expect(openCaseFiles(new Blob(['PDF?']))).rejects.toThrow(/no case file/);
    await expect(openCaseFiles(blob.slice(0, Math.floor(blob.size / 2)))).rejects.toThrow(
      /cut short/,
    );
    await expect(openCaseFiles(blobOf(zipSync({ 'a.txt': strToU8('a') })))).rejects.toThrow(
      /no manifest\.json/,
    );
  });

  it('of a newer format asks for the newer workstation', async () => {
    const { blob } = await sample();
    const manifest = JSON.parse(
      new TextDecoder().decode(unzipSync(await bytesOf(blob))['manifest.json']),
    );
    const newer = strToU8(JSON.stringify({ ...manifest, formatVersion: 99, files: 'unknown' }));
    await expect(readCaseFile(await changed(blob, { 'manifest.json': newer }))).rejects.toThrow(
      /newer version of the workstation \(case file format 99/,
    );
  });
});

describe('frozen case files', () => {
  const folder = 'tests/fixtures/cases';
  const files = readdirSync(folder).filter((name) => /^case-file-v\d+\.zip$/.test(name));

  it('are there for every published format', () => {
    expect(files).toContain('case-file-v1.zip');
    expect(existsSync(`${folder}/make.ts`)).toBe(true);
  });

  it.each(files)('%s can still be read', async (name) => {
    const { document, images, versions } = await readCaseFile(
      blobOf(readFileSync(`${folder}/${name}`)),
    );
    expect(document.name).toBe('Frozen case');
    expect(document.fields.length).toBeGreaterThan(0);
    for (const { imageId } of document.fields) expect(images.has(imageId)).toBe(true);
    expect(versions.map(({ version }) => version)).toEqual([1]);
  });
});
