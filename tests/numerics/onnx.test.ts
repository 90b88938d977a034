import * as ort from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNodeBackend } from '../../src/engine/backend/node.ts';
import { requireSameCells, requireSameOutputs } from '../bench/agreement.ts';
import { OrtSide } from '../bench/ort.ts';
import { OurSide } from '../bench/ours.ts';
import type { SideInfo } from '../bench/side.ts';
import { memorySource, tinyPack } from '../unit/engine/packs.ts';

/** The benchmark's two sides do the same work: what it times may be compared. */
describe('the engine beside onnxruntime-web on one pack', () => {
  const { files } = tinyPack();
  const packSource = () => memorySource(files);
  const ours = new OurSide({ startBackend: startNodeBackend, packSource });
  const ortWeb = new OrtSide(packSource, async (threads) => {
    ort.env.wasm.numThreads = threads;
    return ort;
  });
  let info: SideInfo;
  beforeAll(async () => {
    info = await ours.open('memory:');
    expect(await ortWeb.open('memory:', info.threads)).toEqual(info);
  }, 60_000);
  afterAll(async () => {
    await ours.close();
    await ortWeb.close();
  });

  it('holds the networks of the pack', () => {
    expect(info.networks).toEqual(['detector', 'gate', 'member-2', 'member-3', 'member-4']);
  });

  it.each([0, 1, 2, 3, 4])('gives the same outputs of network %i', async (index) => {
    const own = await ours.networkOutputs(index);
    expect(own.some((value) => value !== 0)).toBe(true);
    requireSameOutputs(`network ${index}`, own, await ortWeb.networkOutputs(index));
  });

  it('finds and names the same cells', async () => {
    const { cells, ms } = await ours.analyse();
    expect(ms).toBeGreaterThan(0);
    expect(cells.filter(({ label }) => label !== null).length).toBeGreaterThan(4);
    expect(cells.some(({ label }) => label === null)).toBe(true);
    requireSameCells(cells, (await ortWeb.analyse()).cells);
  });
});
