import * as tf from '@tensorflow/tfjs-core';
import { expect, it, vi } from 'vitest';
import type { EngineInfo } from '../../../src/engine/api.ts';
import { startNodeBackend } from '../../../src/engine/backend/node.ts';
import { LocalEngine } from '../../../src/engine/engine.ts';
import { BackendError } from '../../../src/engine/errors.ts';
import { resilient } from '../../../src/engine/resilient.ts';
import { cellPicture, memorySource, tinyPack } from './packs.ts';

/** In a file of its own: tfjs-wasm is broken for good in a thread where it ran out of memory. */

const { files } = tinyPack();
const image = cellPicture(200, 150);
const scale = { micrometresPerPixel: 0.25, source: 'entered' } as const;
const request = { packLocation: 'memory:', backend: 'auto' } as const;

it('WebAssembly that gets no more memory ends in words, and the field is run again elsewhere', async () => {
  const onWasm = new LocalEngine({
    startBackend: ({ after }) => startNodeBackend(after ? 'cpu' : 'wasm'),
    packSource: () => memorySource(files),
  });
  const fellBack: EngineInfo[] = [];
  const engine = resilient(onWasm, (info) => fellBack.push(info));
  await engine.open(request);
  const before = await engine.analyseField(image, scale);
  vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementation(() => {
    throw new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded');
  });
  expect(() => {
    for (;;) tf.zeros([1 << 20]);
  }).toThrow('it ran out of memory');
  const starved = onWasm.analyseField(image, scale);
  await expect(starved).rejects.toThrow(BackendError);
  await expect(starved).rejects.toThrow('The wasm backend failed: it ran out of memory.');
  const after = await engine.analyseField(image, scale);
  expect(fellBack.map(({ backend }) => backend.step)).toEqual(['cpu']);
  expect([before.backend, after.backend]).toEqual(['wasm', 'cpu']);
  expect(after.cells.map(({ model }) => model.label)).toEqual(
    before.cells.map(({ model }) => model.label),
  );
});
