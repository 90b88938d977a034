import { describe, expect, it } from 'vitest';
import { quote } from '../../../src/domain/text/index.ts';
import { startNodeBackend } from '../../../src/engine/backend/node.ts';
import { type EngineHost, LocalEngine } from '../../../src/engine/engine.ts';
import { BackendError } from '../../../src/engine/errors.ts';
import { resilient } from '../../../src/engine/resilient.ts';
import { createWorkstation } from '../../../src/store/workstation.ts';
import { caseOf, fieldOf, testServices } from '../store/support.ts';
import { cellPicture, memorySource, tinyPack } from './packs.ts';

const { files } = tinyPack();
const image = cellPicture(200, 150);
const REQUEST = { packLocation: 'memory:', backend: 'auto' } as const;
const scale = { micrometresPerPixel: 0.25, source: 'entered' } as const;

/** Everything at first on wasm, and on plain JavaScript after a failure. */
const inNode: EngineHost = {
  startBackend: ({ after }) => startNodeBackend(after ? 'cpu' : 'wasm'),
  packSource: () => memorySource(files),
};
/** A host whose first backend is lost when the test says so, and never tells by itself. */
function losingHost(): { readonly host: EngineHost; readonly lose: () => void } {
  let gone = false;
  let lose: () => void = () => undefined;
  const lost = new Promise<void>((resolve) => {
    lose = () => {
      gone = true;
      resolve();
    };
  });
  const host: EngineHost = {
    ...inNode,
    startBackend: async (request) => {
      const session = await inNode.startBackend(request);
      const failure = () => (gone ? quote('the device was lost') : null);
      return request.after ? session : { ...session, lost, failure };
    },
  };
  return { host, lose };
}

describe('a backend that fails in the middle of the work', () => {
  it('a lost device ends a call that would wait for ever', async () => {
    const { host, lose } = losingHost();
    const engine = new LocalEngine(host);
    await engine.open(REQUEST);
    const run = engine.analyseField(image, scale, ({ stage }) => stage === 'gating' && lose());
    await expect(run).rejects.toThrow(/wasm backend failed: the device was lost/);
    await engine.close();
  });

  it.each([
    [new DOMException('Device destroyed.', 'AbortError'), 'Device destroyed'],
    [new RangeError('Array buffer allocation failed'), 'it ran out of memory'],
    [new WebAssembly.RuntimeError('memory access out of bounds'), 'its program stopped'],
  ])('%s is the backend’s failure', async (thrown, words) => {
    const engine = new LocalEngine(inNode);
    await engine.open(REQUEST);
    const run = engine.analyseField(image, scale, ({ stage }) => {
      if (stage === 'classifying') throw thrown;
    });
    await expect(run).rejects.toThrow(BackendError);
    await expect(run).rejects.toThrow(words);
    await engine.close();
  });
});

it('the queue finishes every field on the next backend when the first fails half-way', async () => {
  const { host, lose } = losingHost();
  const services = testServices({
    createEngine: (onFallBack) => resilient(new LocalEngine(host), onFallBack),
    decodeImage: async () => [{ ...image, micrometresPerPixel: null }],
  });
  const document = caseOf(['f1', 'f2', 'f3'].map((id) => ({ ...fieldOf(id), scale })));
  services.repository.cases.set(document.id, document);
  for (const field of document.fields)
    services.repository.images.set(field.imageId, new Blob(['picture']));
  const station = createWorkstation(services);
  await station.documents.open(document.id);
  station.store.subscribe(({ jobs }) => {
    if (jobs[1]?.progress?.stage === 'gating') lose();
  });
  await station.analysis.analyse();
  await station.documents.settled();
  const { jobs, engine } = station.store.getState();
  expect(jobs.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  const { fields } = services.repository.cases.get(document.id)!;
  expect(fields.map(({ analysis }) => analysis?.backend)).toEqual(['wasm', 'cpu', 'cpu']);
  expect(fields[1]!.cells).toHaveLength(fields[0]!.cells.length);
  expect(services.notices.map(({ key, level }) => [key, level])).toEqual([
    ['computing.fellBack', 'info'],
  ]);
  expect(engine).toMatchObject({ phase: 'open', info: { backend: { name: 'cpu' } } });
  await station.analysis.close();
});
