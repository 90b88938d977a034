import { describe, expect, it } from 'vitest';
import { caseSchema } from '../../../src/domain/case.ts';
import { renameCase } from '../../../src/store/commands/index.ts';
import { createWorkstation } from '../../../src/store/workstation.ts';
import { box, caseOf, testServices } from './support.ts';

const renderer = (calls: string[]) => () => ({
  plans: async () => [
    { id: 'demo-a', name: 'A', fieldCount: 2 },
    { id: 'demo-b', name: 'B', fieldCount: 1 },
  ],
  render: async (caseIndex: number, fieldIndex: number) => {
    calls.push(`${caseIndex}/${fieldIndex}`);
    return {
      name: `Field ${fieldIndex + 1}`,
      seed: 7,
      png: new Blob(['png']),
      width: 100,
      height: 80,
      micrometresPerPixel: 0.1,
      truth: [{ box: box(1, 1), label: 'LBL' as const, countable: true }],
    };
  },
  close: () => calls.push('closed'),
});

describe('start', () => {
  it('renders the demonstration cases on a first start and opens the first', async () => {
    const calls: string[] = [];
    const services = testServices({ createDemonstrationRenderer: renderer(calls) });
    const station = createWorkstation(services);
    await station.start();
    expect(calls).toEqual(['0/0', '0/1', '1/0', 'closed']);
    const { document, start, cases } = station.store.getState();
    expect(start).toEqual({ phase: 'ready' });
    expect(cases.map((entry) => entry.id)).toEqual(['demo-a', 'demo-b']);
    expect(document).toMatchObject({ id: 'demo-a', synthetic: true });
    expect(document?.fields[0]).toMatchObject({
      scale: { micrometresPerPixel: 0.1, source: 'synthetic' },
      synthetic: { seed: 7 },
    });
    expect(() => caseSchema.parse(document)).not.toThrow();
    expect(services.repository.images.size).toBe(3);
  });

  it('opens the case that was changed last and renders nothing', async () => {
    const calls: string[] = [];
    const services = testServices({ createDemonstrationRenderer: renderer(calls) });
    services.repository.cases.set('old', caseOf([], 'old'));
    services.repository.cases.set('new', {
      ...caseOf([], 'new'),
      updatedAt: '2026-02-02T00:00:00.000Z',
    });
    const station = createWorkstation(services);
    await station.start();
    expect(station.store.getState().document?.id).toBe('new');
    expect(calls).toEqual([]);
  });

  it('passes over a case that cannot be read, and says which trouble it had', async () => {
    const services = testServices();
    services.repository.cases.set('good', caseOf([], 'good'));
    services.repository.cases.set('bad', {
      ...caseOf([], 'bad'),
      updatedAt: '2026-02-02T00:00:00.000Z',
    });
    const load = services.repository.load.bind(services.repository);
    services.repository.load = async (id) => {
      if (id === 'bad') throw new Error('Its record is damaged.');
      return load(id);
    };
    const station = createWorkstation(services);
    await station.start();
    expect(station.store.getState().document?.id).toBe('good');
    expect(services.notices[0]).toMatchObject({
      key: 'notices.caseNotOpened',
      values: { problem: 'Its record is damaged.' },
    });
  });

  it('brings back only the demonstration cases that are missing', async () => {
    const calls: string[] = [];
    const services = testServices({ createDemonstrationRenderer: renderer(calls) });
    const station = createWorkstation(services);
    await station.start();
    await station.documents.remove('demo-b');
    await station.documents.purge('demo-b');
    calls.length = 0;
    await station.restoreDemonstrations();
    expect(calls).toEqual(['1/0', 'closed']);
    expect([...services.repository.cases.keys()]).toEqual(['demo-a', 'demo-b']);
  });

  it('brings a demonstration case back from the trash as it was', async () => {
    const calls: string[] = [];
    const services = testServices({ createDemonstrationRenderer: renderer(calls) });
    const station = createWorkstation(services);
    await station.start();
    await station.documents.executeOn('demo-b', renameCase('Mine'));
    await station.documents.remove('demo-b');
    calls.length = 0;
    await station.restoreDemonstrations();
    expect(calls).toEqual(['closed']);
    expect(station.store.getState().cases.map(({ name }) => name)).toContain('Mine');
  });

  it('goes to where it is asked to: a case in a view, or the list', async () => {
    const services = testServices();
    for (const id of ['a', 'b']) services.repository.cases.set(id, caseOf([], id));
    const inGallery = createWorkstation(services);
    await inGallery.start({ caseId: 'b', view: 'gallery' });
    expect(inGallery.store.getState()).toMatchObject({ document: { id: 'b' }, view: 'gallery' });
    const list = createWorkstation(testServices({ repository: services.repository }));
    await list.start({ view: 'cases' });
    expect(list.store.getState()).toMatchObject({ document: null, view: 'cases' });
  });

  it('shows the list where the case asked for is gone', async () => {
    const services = testServices();
    services.repository.cases.set('a', caseOf([], 'a'));
    const station = createWorkstation(services);
    await station.start({ caseId: 'gone', view: 'field' });
    expect(station.store.getState()).toMatchObject({ document: null, view: 'cases' });
    expect(services.notices[0]?.key).toBe('notices.caseNotOpened');
  });

  it('deletes for good what was in the trash for thirty days, and nothing younger', async () => {
    const services = testServices({ now: () => '2026-03-01T00:00:00.000Z' });
    for (const id of ['old', 'young', 'kept']) services.repository.cases.set(id, caseOf([], id));
    services.repository.trashed.set('old', '2026-01-29T23:59:00.000Z');
    services.repository.trashed.set('young', '2026-01-30T00:01:00.000Z');
    await createWorkstation(services).start();
    expect([...services.repository.cases.keys()]).toEqual(['young', 'kept']);
  });

  it('fails in words where the storage cannot be opened', async () => {
    const services = testServices();
    services.repository.list = async () => {
      throw new Error('The database is blocked.');
    };
    const station = createWorkstation(services);
    await station.start();
    expect(station.store.getState().start).toEqual({
      phase: 'failed',
      problem: { text: 'The database is blocked.' },
    });
  });
});
