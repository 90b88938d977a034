import * as ort from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNodeBackend } from '../../src/engine/backend/node.ts';
import { requireSameCells, requireSameOutputs } from '../bench/agreement.ts';
import { KERNELS } from '../bench/kernels.ts';
import { OrtSide } from '../bench/ort.ts';
import { OurSide } from '../bench/ours.ts';
import type { BenchPlan, Piece, SideInfo } from '../bench/side.ts';
import { memorySource, tinyPack } from '../unit/engine/packs.ts';

/** The benchmark's two sides do the same work: what it times may be compared. */
describe('the engine beside onnxruntime-web on one pack', () => {
  const { files } = tinyPack();
  const packSource = () => memorySource(files);
  const ours = new OurSide({
    startBackend: ({ backend }) => startNodeBackend(backend),
    packSource,
  });
  const ortWeb = new OrtSide(packSource, async (threads) => {
    ort.env.wasm.numThreads = threads;
    return { ort, options: { executionProviders: ['wasm'] } };
  });
  let info: SideInfo;
  beforeAll(async () => {
    const plan: BenchPlan = {
      threads: null,
      backend: 'wasm',
      batch: 4,
      wholeField: true,
    };
    info = await ours.open('memory:', plan);
    expect(await ortWeb.open('memory:', { ...plan, threads: info.threads })).toEqual(info);
  }, 60_000);
  afterAll(async () => {
    await ours.close();
    await ortWeb.close();
  });

  async function requireSame(piece: Piece): Promise<void> {
    for (const side of [ours, ortWeb]) {
      await side.take(piece);
      expect(await side.run()).toBeGreaterThan(0);
    }
    const own = await ours.outputs();
    expect(own.some((value) => value !== 0)).toBe(true);
    requireSameOutputs(piece.join(' '), own, await ortWeb.outputs());
  }

  it('holds the networks of the pack', () => {
    expect(info.networks).toEqual(['detector', 'gate', 'member-2', 'member-3', 'member-4']);
  });

  it.each([0, 1, 2, 3, 4])('gives the same outputs of network %i', async (index) => {
    await requireSame(['network', index]);
  });

  // The smallest of each kind: grouped 3×3, 1×1, 3×3.
  it.each(['3×3 7×7×2048 C=32', '1×1 14×14×1024', '3×3 14×14×256'])(
    'gives the same outputs of the kernel %s',
    async (kernel) => {
      const index = KERNELS.findIndex(({ name }) => name === kernel);
      await requireSame(['kernel', index]);
    },
  );

  it('loads its networks once more', async () => {
    for (const side of [ours, ortWeb]) expect(await side.load()).toBeGreaterThan(0);
  });

  it('finds and names the same cells', async () => {
    const { cells, ms } = await ours.analyse();
    expect(ms).toBeGreaterThan(0);
    expect(cells.filter(({ label }) => label !== null).length).toBeGreaterThan(4);
    expect(cells.some(({ label }) => label === null)).toBe(true);
    requireSameCells(cells, (await ortWeb.analyse()).cells);
  });
});
