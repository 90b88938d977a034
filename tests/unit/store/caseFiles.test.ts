import { describe, expect, it } from 'vitest';
import type { Case } from '../../../src/domain/case.ts';
import { createWorkstation } from '../../../src/store/workstation.ts';
import { box, caseOf, fieldOf, modelCell, testServices } from './support.ts';

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
    const signed: Case = {
      ...sample('signed'),
      signature: { by: 'Dr Example', at: sample().createdAt, contentHash: 'b'.repeat(64) },
    };
    services.repository.cases.set('signed', signed);
    const blob = await station.caseFiles.write(['signed'], plain);
    const [id] = await station.caseFiles.import([asFile(blob!)]);
    expect(services.repository.cases.get(id!)?.signature).toBeNull();
    expect(services.repository.cases.get(id!)?.audit.at(-1)?.key).toBe('caseFile.unsigned');
    expect(services.repository.versions.get(`${id}/1`)).toEqual(signed);
  });

  it('bundle several cases, and take all of them in', async () => {
    const { station } = await stationWith(sample('a'), sample('b'));
    const blob = await station.caseFiles.write(['a', 'b'], plain);
    const other = await stationWith();
    expect(await other.station.caseFiles.import([asFile(blob!)])).toEqual(['a', 'b']);
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
