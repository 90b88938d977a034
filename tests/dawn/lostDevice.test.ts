import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { quote } from '../../src/domain/text/index.ts';
import type { EngineInfo } from '../../src/engine/api.ts';
import { startWebGPU } from '../../src/engine/backend/gpu.ts';
import { startNodeBackend } from '../../src/engine/backend/node.ts';
import { LocalEngine } from '../../src/engine/engine.ts';
import { resilient } from '../../src/engine/resilient.ts';
import { cellPicture, memorySource, tinyPack } from '../unit/engine/packs.ts';
import { provideWebGPU } from './support.ts';

const hasDriver = process.env['DAWN_DRIVER'] !== undefined;
const image = cellPicture(120, 90);
const scale = { micrometresPerPixel: 0.25, source: 'entered' } as const;

describe.skipIf(!hasDriver)('a WebGPU device', () => {
  it('that is lost amid a field is followed by the next backend', async () => {
    await provideWebGPU();
    const { manifest, files } = tinyPack();
    // Programs are compiled for every network: one member of the ensemble will do.
    const smaller = { ...manifest, members: manifest.members.slice(0, 1) };
    files.set('manifest.json', new TextEncoder().encode(JSON.stringify(smaller)));
    const inner = new LocalEngine({
      startBackend: ({ after }) =>
        after
          ? startNodeBackend('cpu')
          : startWebGPU({ name: 'webgpu', step: 'webgpu', threads: 1, reason: quote('Dawn.') }),
      packSource: () => memorySource(files),
    });
    const fellBack: EngineInfo[] = [];
    const engine = resilient(inner, (info) => fellBack.push(info));
    const opened = await engine.open({ packLocation: 'memory:', backend: 'auto' });
    expect(opened.backend.name).toBe('webgpu');
    const { device } = tf.backend() as WebGPUBackend;
    const failures: string[] = [];
    const { analyseField } = inner;
    inner.analyseField = (...field) =>
      analyseField.apply(inner, field).catch((error: Error) => {
        failures.push(error.message);
        throw error;
      });
    const analysis = await engine.analyseField(image, scale, ({ stage }) => {
      if (stage === 'gating') device.destroy();
    });
    expect(failures).toHaveLength(1);
    expect(failures[0]).toContain('The webgpu backend failed: the GPU device was lost');
    expect(fellBack.map(({ backend }) => backend.name)).toEqual(['cpu']);
    expect(analysis.backend).toBe('cpu');
    expect(analysis.cells.length).toBeGreaterThan(0);
  }, 240_000);
});
