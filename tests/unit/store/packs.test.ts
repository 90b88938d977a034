import { describe, expect, it, vi } from 'vitest';
import type { AnalysisEngine, EngineInfo } from '../../../src/engine/api.ts';
import { keptLocation } from '../../../src/engine/weights/keptSource.ts';
import { describePack } from '../../../src/engine/weights/pack.ts';
import { fieldsOfOtherPacks, manifestsOfCase } from '../../../src/store/packs/known.ts';
import type { PackAccess, Preferences } from '../../../src/store/services.ts';
import { createWorkstation } from '../../../src/store/workstation.ts';
import { memorySource, tinyPack } from '../engine/packs.ts';
import {
  analysisOf,
  box,
  caseOf,
  ENGINE_INFO,
  fieldOf,
  MemoryPacks,
  PACK,
  packsInMemory,
  scriptedEngine,
  testServices,
} from './support.ts';

const { manifest, files } = tinyPack();
const tiny = await describePack(memorySource(files));
const TINY = keptLocation(tiny.identity.hash);
const tinyFiles = () =>
  [...files].map(([name, bytes]) => new File([bytes as Uint8Array<ArrayBuffer>], name));

/** An engine that opens the test pack and the tiny one. */
const opens: AnalysisEngine['open'] = async ({ packLocation }): Promise<EngineInfo> =>
  packLocation === TINY ? { ...ENGINE_INFO, manifest, pack: tiny.identity } : { ...ENGINE_INFO };

function stationWith({
  open = opens,
  access = {},
  preferences = {},
  storage = new MemoryPacks(),
}: {
  open?: AnalysisEngine['open'];
  access?: Partial<PackAccess>;
  preferences?: Partial<Preferences>;
  storage?: MemoryPacks;
} = {}) {
  let kept: Partial<Preferences> = { welcomed: true, ...preferences };
  const services = testServices({
    packs: packsInMemory(storage, access),
    preferences: {
      read: () => kept,
      write: (preferences) => {
        kept = preferences;
      },
    },
    createEngine: () => scriptedEngine(async () => analysisOf([box(10, 10)]), open),
  });
  const document = caseOf([fieldOf('f1'), fieldOf('f2')]);
  services.repository.cases.set(document.id, document);
  for (const field of document.fields)
    services.repository.images.set(field.imageId, new Blob(['picture']));
  const station = createWorkstation(services);
  const { packs, store } = station;
  return { services, station, packs, store, storage, preferences: () => kept };
}

describe('at the start', () => {
  it('what the pack in use says is known without the engine', async () => {
    const { station, store } = stationWith();
    await station.start();
    const { pack, packs, engine } = store.getState();
    expect(pack).toEqual({
      id: 'test',
      described: { manifest: ENGINE_INFO.manifest, identity: PACK },
    });
    expect(engine.phase).toBe('closed');
    expect(packs.entries).toMatchObject([
      { id: 'test', origin: 'workstation', bytes: 10_000, keptBytes: 0, problem: null },
    ]);
  });

  it('a pack that is gone gives way to the shipped one, which is told once', async () => {
    const { station, store, services, preferences } = stationWith({
      preferences: { pack: keptLocation('cd'.repeat(32)) },
    });
    await station.start();
    expect(store.getState().pack.id).toBe('test');
    expect(preferences().pack).toBe('');
    expect(services.notices).toEqual([
      { level: 'info', key: 'packs.fellBack', values: { name: 'test' } },
    ]);
  });

  it('a server that does not answer changes nothing of the choice', async () => {
    const fails = async () => {
      throw new Error('no network');
    };
    const { station, store, preferences } = stationWith({
      preferences: { pack: 'paper' },
      access: { index: fails, describe: fails },
    });
    await station.start();
    expect(store.getState().pack).toEqual({ id: 'paper', described: null });
    expect(preferences().pack).toBe('paper');
    expect(store.getState().packs.problem).toEqual({ text: 'no network' });
  });

  it('weights that no pack names any longer are forgotten, but not on half a list', async () => {
    const storage = new MemoryPacks();
    const stale = { bytes: new Uint8Array(10) };
    await storage.putPart('a'.repeat(64), 0, stale);
    await storage.putPart('d'.repeat(64), 0, stale);
    const index = vi.fn<PackAccess['index']>().mockRejectedValueOnce(new Error('no network'));
    index.mockResolvedValue(['test']);
    const { station, packs } = stationWith({ storage, access: { index } });
    await station.start();
    expect(storage.files.size).toBe(2);
    await packs.refresh();
    expect([...storage.files.keys()]).toEqual(['d'.repeat(64)]);
  });
});

describe('another pack', () => {
  it('from files is kept, opened, and in use after the next start', async () => {
    const { station, packs, store, storage, preferences } = stationWith();
    await station.start();
    expect(await packs.openFiles(tinyFiles())).toBe(true);
    expect(store.getState().pack).toEqual({ id: TINY, described: tiny });
    expect(store.getState().engine.phase).toBe('open');
    expect(
      store.getState().packs.entries.map(({ id, keptBytes, bytes }) => [id, keptBytes === bytes]),
    ).toEqual([
      ['test', false],
      [TINY, true],
    ]);

    const later = stationWith({ storage, preferences: preferences() });
    await later.station.start();
    expect(later.store.getState().pack).toEqual({ id: TINY, described: tiny });
  });

  it('that fails to open changes nothing, and says why', async () => {
    const { station, packs, store, preferences } = stationWith({
      open: async (request) => {
        if (request.packLocation === TINY) throw new Error('gate.safetensors does not fit.');
        return ENGINE_INFO;
      },
    });
    await station.start();
    expect(await packs.openFiles(tinyFiles())).toBe(false);
    expect(store.getState().pack).toEqual({
      id: 'test',
      described: { manifest: ENGINE_INFO.manifest, identity: PACK },
    });
    expect(store.getState().packs).toMatchObject({
      work: null,
      problem: { text: 'gate.safetensors does not fit.' },
    });
    expect(preferences().pack ?? '').toBe('');
  });

  it('can be cancelled while it is opened', async () => {
    const { station, packs, store } = stationWith({
      open: (request, _progress, signal) =>
        request.packLocation === TINY
          ? new Promise((_, reject) => {
              signal?.addEventListener('abort', () =>
                reject(new DOMException('Cancelled', 'AbortError')),
              );
              setTimeout(() => packs.cancel());
            })
          : Promise.resolve(ENGINE_INFO),
    });
    await station.start();
    expect(await packs.openFiles(tinyFiles())).toBe(false);
    expect(store.getState()).toMatchObject({
      pack: { id: 'test' },
      engine: { phase: 'closed' },
      packs: { work: null, problem: null },
    });
  });

  it('is told the room that it lacks, and leaves nothing behind', async () => {
    const { station, packs, store, storage } = stationWith();
    await station.start();
    storage.full = 'The storage of this browser is full.';
    expect(await packs.openFiles(tinyFiles())).toBe(false);
    expect(store.getState().packs.problem).toEqual({ text: storage.full });
    expect(storage.packs.size).toBe(0);
    expect(storage.files.size).toBe(0);
  });

  it('is not opened while fields are analysed; fields wait while it is opened', async () => {
    const order: string[] = [];
    let opened: () => void = () => undefined;
    const { station, packs, store } = stationWith({
      open: async (request) => {
        order.push(request.packLocation === TINY ? 'tiny' : 'test');
        if (request.packLocation === TINY) await new Promise<void>((resolve) => (opened = resolve));
        return opens(request);
      },
    });
    await station.start();
    const change = packs.openFiles(tinyFiles());
    await vi.waitFor(() => expect(order).toEqual(['tiny']));
    const run = station.analysis.analyse();
    expect(store.getState().analysing).toBe(true);
    expect(await packs.open('test')).toBe(false);
    opened();
    expect(await change).toBe(true);
    await run;
    // The fields took the pack that was being opened; it was opened once.
    expect(order).toEqual(['tiny']);
    expect(store.getState().jobs.map(({ state }) => state)).toEqual(['done', 'done']);
  });

  it('leaves what was analysed as it is, and offers those fields again', async () => {
    const { station, packs, store } = stationWith();
    await station.start();
    await station.analysis.analyse(['f1']);
    expect(fieldsOfOtherPacks(store.getState().pack, store.getState().document!)).toEqual([]);
    await packs.openFiles(tinyFiles());
    const { pack, document } = store.getState();
    expect(document!.fields[0]!.cells[0]!.model?.pack).toEqual(PACK);
    expect(fieldsOfOtherPacks(pack, document!)).toEqual(['f1']);
    // The former pack still speaks for its cells.
    expect(manifestsOfCase(store.getState(), document)).toEqual([ENGINE_INFO.manifest]);
  });
});

describe('a pack that is removed', () => {
  it('from files goes whole, and the shipped one takes its place', async () => {
    const { station, packs, store, storage } = stationWith();
    await station.start();
    await packs.openFiles(tinyFiles());
    await packs.remove(TINY);
    expect(storage.packs.size).toBe(0);
    expect(storage.files.size).toBe(0);
    expect(store.getState()).toMatchObject({ pack: { id: 'test' }, engine: { phase: 'closed' } });
    expect(store.getState().packs.entries.map(({ id }) => id)).toEqual(['test']);
  });

  it('beside the workstation gives up its room and stays listed', async () => {
    const storage = new MemoryPacks();
    await storage.putPart('d'.repeat(64), 0, { bytes: new Uint8Array(600) });
    const { station, packs, store } = stationWith({ storage });
    await station.start();
    expect(store.getState().packs.entries[0]?.keptBytes).toBe(600);
    await packs.remove('test');
    expect(store.getState().packs.entries).toMatchObject([{ id: 'test', keptBytes: 0 }]);
  });
});
