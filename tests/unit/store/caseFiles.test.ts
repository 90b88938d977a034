import { createHash } from 'node:crypto';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../../src/domain/case.ts';
import { contentHash, signatureHolds } from '../../../src/domain/signing.ts';
import type { CaseFileManifest } from '../../../src/io/caseFile/format.ts';
import { readCaseFile } from '../../../src/io/caseFile/read.ts';
import { fhirBundle } from '../../../src/io/export/fhir/bundle.ts';
import { createWorkstation } from '../../../src/store/workstation.ts';
import { AT, box, caseOf, fieldOf, modelCell, testServices } from './support.ts';

const sample = (id = 'case-1'): Case =>
  caseOf([fieldOf('f1', [modelCell('a', box(10, 10))]), fieldOf('f2')], id);

async function stationWith(...cases: Case[]) {
  const services = testServices();
  for (const document of cases) {
    services.repository.cases.set(document.id, structuredClone(document));
    for (const { imageId } of document.fields)
      services.repository.images.set(imageId, new Blob([imageId], { type: 'image/png' }));
  }
  const station = createWorkstation(services);
  await station.documents.refreshList();
  return { services, station };
}

async function signedCase(id: string, change: Partial<Case> = {}): Promise<Case> {
  const document = { ...sample(id), ...change };
  const signature = { by: 'Dr Example', at: AT, contentHash: await contentHash(document) };
  return { ...document, signature };
}

/** Changes a file of a case file and mends its checksum, as whoever means to deceive would. */
async function tampered(blob: Blob, path: string, change: (document: Case) => void): Promise<File> {
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  const document = JSON.parse(strFromU8(files[path]!)) as Case;
  change(document);
  const bytes = strToU8(JSON.stringify(document));
  files[path] = bytes;
  const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as CaseFileManifest;
  const listed = manifest.files.map((file) =>
    file.path === path
      ? { ...file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
      : file,
  );
  files['manifest.json'] = strToU8(JSON.stringify({ ...manifest, files: listed }));
  return new File([new Uint8Array(zipSync(files))], 'tampered.zip');
}

const relabel = (document: Case): void => {
  document.fields[0]!.cells[0]!.review = { by: 'Dr Example', at: AT, label: 'SEG' };
};

/** A case signed as version 2, and version 1 as it was signed. */
async function amendedCase(): Promise<{ first: Case; second: Case }> {
  const first = await signedCase('case-1');
  const earlier = [
    {
      version: 1,
      signature: first.signature!,
      amended: { by: 'R', at: AT, reason: 'second look' },
    },
  ];
  return { first, second: await signedCase('case-1', { version: 2, earlier }) };
}

const asFile = (blob: Blob) => new File([blob], 'case.zip', { type: 'application/zip' });
const plain = (name: string) => name;

describe('case files', () => {
  it('carry a case from one browser into another', async () => {
    const source = await stationWith(sample());
    const blob = await source.station.caseFiles.write(['case-1'], plain);
    const { services, station } = await stationWith();
    expect(await station.caseFiles.import([asFile(blob!)])).toEqual(['case-1']);
    const there = services.repository.cases.get('case-1')!;
    expect(there.fields).toEqual(sample().fields);
    expect(there.audit.at(-1)).toMatchObject({ command: 'case.import' });
    expect(await services.repository.images.get('image-f1')?.text()).toBe('image-f1');
    expect(station.store.getState().cases.map(({ id }) => id)).toEqual(['case-1']);
    expect(services.notices.at(-1)?.key).toBe('caseFiles.imported');
    expect(station.store.getState().transfer).toBeNull();
  });

  it('never overwrite a case that is there: it comes as a copy, and that is said', async () => {
    const { services, station } = await stationWith(sample());
    const blob = await station.caseFiles.write(['case-1'], plain);
    const before = structuredClone(services.repository.cases.get('case-1'));
    const [id] = await station.caseFiles.import([asFile(blob!)]);
    expect(id).not.toBe('case-1');
    expect(services.repository.cases.get('case-1')).toEqual(before);
    expect(services.repository.cases.get(id!)?.name).toBe('Case case-1 (copy)');
    expect(services.notices.at(-1)?.key).toBe('caseFiles.importedAsCopy');
  });

  it('never overwrite a picture of another content', async () => {
    const { station } = await stationWith(sample());
    const blob = await station.caseFiles.write(['case-1'], plain);
    const other = await stationWith();
    other.services.repository.images.set('image-f1', new Blob(['mine'], { type: 'image/png' }));
    await other.station.caseFiles.import([asFile(blob!)]);
    const { repository } = other.services;
    expect(await repository.images.get('image-f1')?.text()).toBe('mine');
    const { imageId } = repository.cases.get('case-1')!.fields[0]!;
    expect(imageId).not.toBe('image-f1');
    expect(await repository.images.get(imageId)?.text()).toBe('image-f1');
  });

  it('leave a copy of a signed case unsigned, and keep what was signed', async () => {
    const { services, station } = await stationWith(sample());
    const signed = await signedCase('signed');
    services.repository.cases.set('signed', signed);
    const blob = await station.caseFiles.write(['signed'], plain);
    const [id] = await station.caseFiles.import([asFile(blob!)]);
    const copy = services.repository.cases.get(id!)!;
    expect(copy.audit.at(-1)?.key).toBe('caseFile.unsigned');
    expect(services.repository.versions.get(`${id}/1`)).toEqual(signed);
    // Number 1 is taken by what was signed: the copy goes on as its amendment.
    expect(copy).toMatchObject({ signature: null, version: 2, earlier: [{ version: 1 }] });
  });

  it('that are signed come in signed, with every version', async () => {
    const { first, second } = await amendedCase();
    const source = await stationWith(second);
    source.services.repository.versions.set('case-1/1', first);
    const blob = await source.station.caseFiles.write(['case-1'], plain);
    const { services, station } = await stationWith();
    await station.caseFiles.import([asFile(blob!)]);
    const there = services.repository.cases.get('case-1')!;
    expect(there.signature).toEqual(second.signature);
    expect(await signatureHolds(there)).toBe(true);
    expect(services.repository.versions.get('case-1/1')).toEqual(first);
    expect(services.notices.map(({ level }) => level)).toEqual(['success']);
  });

  it('that were changed after signing come in unsigned, which is told and in the trail', async () => {
    const original = await signedCase('case-1');
    const source = await stationWith(original);
    const blob = await source.station.caseFiles.write(['case-1'], plain);
    const { services, station } = await stationWith();
    await station.caseFiles.import([await tampered(blob!, 'case.json', relabel)]);
    const there = services.repository.cases.get('case-1')!;
    expect(there.signature).toBeNull();
    expect(there.audit.map(({ key }) => key)).toEqual([
      'audit.case.import',
      'caseFile.signatureBroken',
    ]);
    expect(services.notices.at(-1)).toMatchObject({
      level: 'error',
      key: 'caseFiles.signatureBroken',
      values: { by: 'Dr Example' },
    });
    // What was signed is in the file as well: it stays, and the change is an open amendment of it.
    expect(services.repository.versions.get('case-1/1')).toEqual(original);
    expect(there).toMatchObject({ version: 2, earlier: [{ version: 1 }] });
    const bundle = await fhirBundle(there, null);
    expect(bundle.entry?.[0]?.resource).toMatchObject({ status: 'preliminary' });
  });

  it('leave an earlier version out that is not what was signed, and say so', async () => {
    const { first, second } = await amendedCase();
    const source = await stationWith(second);
    source.services.repository.versions.set('case-1/1', first);
    const blob = await source.station.caseFiles.write(['case-1'], plain);
    const { services, station } = await stationWith();
    await station.caseFiles.import([await tampered(blob!, 'versions/1.json', relabel)]);
    const there = services.repository.cases.get('case-1')!;
    // The present version is what was signed, and stays signed.
    expect(await signatureHolds(there)).toBe(true);
    expect(services.repository.versions.has('case-1/1')).toBe(false);
    expect(there.audit.at(-1)).toMatchObject({
      key: 'caseFile.versionBroken',
      values: { version: 1 },
    });
    expect(services.notices.at(-1)).toMatchObject({
      key: 'caseFiles.versionBroken',
      values: { version: 1 },
    });
  });

  it('leave a version out that somebody signed anew under an old number', async () => {
    const { first, second } = await amendedCase();
    const source = await stationWith(second);
    source.services.repository.versions.set('case-1/1', first);
    const blob = await source.station.caseFiles.write(['case-1'], plain);
    const forged = await signedCase('case-1', { name: 'Another' });
    const { services, station } = await stationWith();
    await station.caseFiles.import([
      await tampered(blob!, 'versions/1.json', (document) => Object.assign(document, forged)),
    ]);
    expect(services.repository.versions.has('case-1/1')).toBe(false);
  });

  it('never say signed of a stored case that was changed after signing', async () => {
    const changed = await signedCase('case-1');
    relabel(changed);
    const source = await stationWith(changed);
    const blob = await source.station.caseFiles.write(['case-1'], plain);
    expect(source.services.notices.at(-1)?.key).toBe('caseFiles.signatureBroken');
    const { document, versions } = await readCaseFile(blob!);
    expect(document.signature).toBeNull();
    expect(document.audit.at(-1)?.key).toBe('caseFile.signatureBroken');
    expect(versions).toEqual([]);
  });

  it('bundle several cases, and take all of them in', async () => {
    const { station } = await stationWith(sample('a'), sample('b'));
    const blob = await station.caseFiles.write(['a', 'b'], plain);
    const other = await stationWith();
    expect(await other.station.caseFiles.import([asFile(blob!)])).toEqual(['a', 'b']);
  });

  it('take the others of a bundle in where one of them is broken, and name that one', async () => {
    const { station } = await stationWith(sample('a'), sample('b'), sample('c'));
    const written = async (id: string) => (await station.caseFiles.write([id], plain))!;
    const [first, second, third] = [await written('a'), await written('b'), await written('c')];
    const { bundleCaseFiles } = await import('../../../src/io/caseFile/write.ts');
    const bundle = await bundleCaseFiles(
      [
        { name: 'a', blob: first },
        { name: 'b', blob: second.slice(0, Math.floor(second.size / 2)) },
        { name: 'c', blob: third },
      ],
      AT,
    );
    const other = await stationWith();
    expect(await other.station.caseFiles.import([asFile(bundle)])).toEqual(['a', 'c']);
    const failed = other.services.notices.filter(({ key }) => key === 'caseFiles.failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]!.values!['name']).toMatch(/ · b\.zip$/);
  });

  it('write what is in memory while the disk is full', async () => {
    const { services, station } = await stationWith(sample());
    await station.documents.open('case-1');
    services.repository.full = 'The disk is full.';
    const { renameCase } = await import('../../../src/store/commands/index.ts');
    station.documents.execute(renameCase('Unsaved name'));
    await station.documents.settled();
    const blob = await station.caseFiles.write(['case-1'], plain);
    const other = await stationWith();
    await other.station.caseFiles.import([asFile(blob!)]);
    expect(other.services.repository.cases.get('case-1')?.name).toBe('Unsaved name');
  });

  it('that are broken are told by name, and the others go on', async () => {
    const { station } = await stationWith(sample());
    const blob = await station.caseFiles.write(['case-1'], plain);
    const other = await stationWith();
    const ids = await other.station.caseFiles.import([
      new File(['nonsense'], 'broken.zip'),
      asFile(blob!),
    ]);
    expect(ids).toEqual(['case-1']);
    expect(other.services.notices[0]).toMatchObject({
      key: 'caseFiles.failed',
      values: { name: 'broken.zip' },
    });
  });
});
