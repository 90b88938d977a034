import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { filePackSource } from '../../../src/engine/weights/fileSource.ts';
import { browserPackSource, keptLocation } from '../../../src/engine/weights/keptSource.ts';
import { describePack, readWeightFile, weightFiles } from '../../../src/engine/weights/pack.ts';
import { createPackStorage } from '../../../src/io/packs/index.ts';
import { keepPickedPack } from '../../../src/store/packs/keepPickedPack.ts';
import { tinyPack } from '../engine/packs.ts';

const PART_BYTES = 4096;
const { manifest, files } = tinyPack();

let name = '';
let counter = 0;
let storage: ReturnType<typeof createPackStorage>;
beforeEach(() => {
  name = `packs-${counter++}`;
  storage = createPackStorage(name, PART_BYTES);
});

const bytes = (length: number, value = 1) => new Uint8Array(length).fill(value);

describe('parts of weight files', () => {
  it('come back after a restart, and are added up without being read', async () => {
    await storage.putPart('a', 0, { bytes: bytes(PART_BYTES), validator: '"v"' });
    await storage.putPart('a', 1, { bytes: bytes(10, 2), validator: '"v"' });
    await storage.putPart('b', 0, { bytes: bytes(7), validator: null });
    const later = createPackStorage(name, PART_BYTES);
    expect(await later.part('a', 1)).toEqual({ bytes: bytes(10, 2), validator: '"v"' });
    expect(await later.part('a', 2)).toBeNull();
    expect(await later.keptBytes('a')).toBe(PART_BYTES + 10);
    expect(await later.keptBytes('c')).toBe(0);
  });

  it('that are equally long are each added up', async () => {
    for (const index of [0, 1, 2])
      await storage.putPart('a', index, { bytes: bytes(PART_BYTES), validator: null });
    expect(await storage.keptBytes('a')).toBe(3 * PART_BYTES);
  });

  it('of a view keep no more than the view', async () => {
    const view = bytes(100).subarray(10, 20);
    await storage.putPart('a', 0, { bytes: view, validator: null });
    expect((await storage.part('a', 0))?.bytes.buffer.byteLength).toBe(10);
  });

  it('go with their file, or with every file that nobody names', async () => {
    for (const sha256 of ['a', 'b', 'c'])
      await storage.putPart(sha256, 0, { bytes: bytes(5), validator: null });
    await storage.remove('a');
    await storage.keepOnly(new Set(['b']));
    const sizes = await Promise.all(['a', 'b', 'c'].map((sha256) => storage.keptBytes(sha256)));
    expect(sizes).toEqual([0, 5, 0]);
  });
});

const picked = (change: (files: Map<string, Uint8Array>) => void = () => undefined): File[] => {
  const own = new Map(files);
  change(own);
  return [...own].map(([file, content]) => new File([content as Uint8Array<ArrayBuffer>], file));
};
const keep = async (of: readonly File[]) => {
  const { signal } = new AbortController();
  const progress: number[] = [];
  return keepPickedPack(filePackSource(of), storage, (_, done) => progress.push(done), signal).then(
    ({ id }) => ({ id, progress }),
  );
};

describe('a pack that the user picked', () => {
  it('is checked, kept by its hash, and read from there', async () => {
    const { id, progress } = await keep(picked());
    const source = browserPackSource(id, storage);
    const described = await describePack(source);
    expect(described.manifest).toEqual(manifest);
    expect(id).toBe(keptLocation(described.identity.hash));
    for (const spec of weightFiles(manifest)) {
      expect(await storage.keptBytes(spec.sha256)).toBe(spec.bytes);
      expect((await readWeightFile(source, spec)).names.length).toBeGreaterThan(0);
    }
    expect(progress.at(-1)).toBe(weightFiles(manifest).reduce((sum, spec) => sum + spec.bytes, 0));
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });

  it.each([
    ['a weight file is missing', /gate\.safetensors was not among the picked/, 'gate.safetensors'],
    [
      'the manifest is missing',
      /None of the 5 picked files is called manifest\.json/,
      'manifest.json',
    ],
  ])('is refused where %s, and nothing of it stays', async (_, message, file) => {
    await expect(keep(picked((own) => own.delete(file)))).rejects.toThrow(message);
    expect(await storage.picked()).toEqual([]);
    expect(await storage.keptBytes(manifest.detector.sha256)).toBe(0);
  });

  it('is refused where a weight file is not the manifest’s', async () => {
    const { file } = manifest.gate;
    const wrong = (files.get(file) as Uint8Array).slice();
    wrong[wrong.length - 1] = (wrong.at(-1) as number) ^ 1;
    const keeping = keep(picked((own) => own.set(file, wrong)));
    await expect(keeping).rejects.toThrow(
      /gate\.safetensors is not the one that the manifest names/,
    );
    expect(await storage.picked()).toEqual([]);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const abort = new AbortController();
    const source = filePackSource(picked());
    const keeping = keepPickedPack(source, storage, () => abort.abort(), abort.signal);
    await expect(keeping).rejects.toMatchObject({ name: 'AbortError' });
    expect(await storage.picked()).toEqual([]);
    expect(await storage.keptBytes(manifest.detector.sha256)).toBe(0);
  });

  it('is found in its folder among others’ files', async () => {
    const inFolder = picked().map((file) =>
      Object.defineProperty(file, 'webkitRelativePath', { value: `tiny/${file.name}` }),
    );
    const stray = new File(['x'], 'gate.safetensors');
    Object.defineProperty(stray, 'webkitRelativePath', { value: 'tiny/old/gate.safetensors' });
    expect((await keep([stray, ...inFolder])).id).toMatch(/^kept:[0-9a-f]{64}$/);
    const second = Object.defineProperty(new File(['{}'], 'manifest.json'), 'webkitRelativePath', {
      value: 'tiny/old/manifest.json',
    });
    await expect(keep([...inFolder, second])).rejects.toThrow(/More than one manifest/);
  });

  it('that is gone from the browser says so', async () => {
    const source = browserPackSource(keptLocation('ab'.repeat(32)), storage);
    await expect(describePack(source)).rejects.toThrow(/abababab.*no longer kept.*from its files/);
  });
});
