import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNodeBackend } from '../../../src/engine/backend/node.ts';
import { PackError } from '../../../src/engine/errors.ts';
import { ResNet } from '../../../src/engine/networks/resnet.ts';
import { resNetSpec, resNetTensors } from '../../../src/engine/networks/resnetSpec.ts';
import { retinaNetSpec, retinaNetTensors } from '../../../src/engine/networks/retinanetSpec.ts';
import { validateTensors } from '../../../src/engine/weights/convolution.ts';
import { directoryPackSource } from '../../../src/engine/weights/directorySource.ts';
import { httpPackSource } from '../../../src/engine/weights/httpSource.ts';
import { packIdentity, readManifest, readWeightFile } from '../../../src/engine/weights/pack.ts';
import { Safetensors } from '../../../src/engine/weights/safetensors.ts';
import type { PackSource } from '../../../src/engine/weights/source.ts';
import { memorySource, randomTensors, TINY_RESNEXT, tinyPack, writeSafetensors } from './packs.ts';

const { manifest, files } = tinyPack();

describe('the manifest', () => {
  it('is read and checked', async () => {
    expect(await readManifest(memorySource(files))).toEqual(manifest);
  });

  it('is refused with the places that are wrong', async () => {
    const wrong = { ...manifest, classes: manifest.classes.slice(1), schema: 2 };
    const bytes = new TextEncoder().encode(JSON.stringify(wrong));
    const read = readManifest(memorySource(new Map([['manifest.json', bytes]])));
    await expect(read).rejects.toBeInstanceOf(PackError);
    await expect(read).rejects.toThrow(/schema: .*classes: /s);
  });

  it('is refused where it is a web page', async () => {
    const bytes = new TextEncoder().encode('<!doctype html>');
    const read = readManifest(memorySource(new Map([['manifest.json', bytes]])));
    await expect(read).rejects.toThrow(/not JSON/);
  });

  it('gives an identity that changes with any weight file', async () => {
    const identity = await packIdentity(manifest);
    expect(identity).toMatchObject({ name: 'tiny', version: '0.0.1' });
    expect(identity.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await packIdentity(tinyPack(1).manifest)).toEqual(identity);
    expect((await packIdentity(tinyPack(99).manifest)).hash).not.toBe(identity.hash);
  });
});

describe('a weight file', () => {
  const { detector } = manifest;

  it('is refused when one byte differs', async () => {
    const bytes = (files.get(detector.file) as Uint8Array).slice();
    bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1;
    const read = readWeightFile(memorySource(new Map([[detector.file, bytes]])), detector);
    await expect(read).rejects.toThrow(/detector\.safetensors is not the one .* sha256 is/);
  });

  it('is refused when it is cut short', async () => {
    const bytes = (files.get(detector.file) as Uint8Array).subarray(0, 100);
    const read = readWeightFile(memorySource(new Map([[detector.file, bytes]])), detector);
    await expect(read).rejects.toThrow(/has 100 bytes instead of/);
  });

  it('that is another file altogether is called so, not damaged', async () => {
    const page = new Uint8Array(detector.bytes).fill(60);
    const read = readWeightFile(memorySource(new Map([[detector.file, page]])), detector);
    await expect(read).rejects.toThrow(/is not the one .* sha256 is/);
  });

  it('is let go tensor by tensor as a network is built of it', async () => {
    await startNodeBackend('cpu');
    const weights = await readWeightFile(memorySource(files), manifest.gate);
    const network = new ResNet(weights, manifest.gate.architecture, 2);
    for (const name of weights.names) expect(() => weights.read(name)).toThrow(/no tensor/);
    network.dispose();
  });
});

describe('weights and architecture', () => {
  const expected = resNetTensors(resNetSpec(TINY_RESNEXT, 20));

  it('are compared: missing, unexpected and misshaped tensors are listed', () => {
    const tensors = new Map(randomTensors(expected, 1));
    tensors.delete('fc.bias');
    tensors.set('conv1.weight', { shape: [1], values: new Float32Array(1) });
    tensors.set('layer9.weight', { shape: [1], values: new Float32Array(1) });
    tensors.set('bn1.num_batches_tracked', { shape: [1], values: new Float32Array(1) });
    const file = new Safetensors('gate.safetensors', writeSafetensors(tensors));
    const check = () => validateTensors(file, 'ResNet', expected);
    expect(check).toThrow(PackError);
    expect(check).toThrow(
      'gate.safetensors does not fit the ResNet of the manifest (missing: fc.bias; unexpected: layer9.weight; misshaped: conv1.weight is [1] instead of [8, 3, 7, 7])',
    );
  });

  it('of the paper have torchvision’s names and numbers of parameters', () => {
    const parameters = (tensors: ReadonlyMap<string, readonly number[]>) =>
      [...tensors]
        .filter(([name]) => !name.includes('running_'))
        .reduce((sum, [, shape]) => sum + shape.reduce((a, b) => a * b), 0);
    const paper = (depths: number[], groups: number, widthPerGroup: number) =>
      resNetTensors(
        resNetSpec(
          {
            kind: 'resnet',
            stemWidth: 64,
            depths,
            planes: [64, 128, 256, 512],
            expansion: 4,
            groups,
            widthPerGroup,
          },
          1000,
        ),
      );
    // The counts of torchvision's resnet50, resnext50_32x4d, resnext101_32x8d.
    expect(parameters(paper([3, 4, 6, 3], 1, 64))).toBe(25_557_032);
    expect(parameters(paper([3, 4, 6, 3], 32, 4))).toBe(25_028_904);
    expect(parameters(paper([3, 4, 23, 3], 32, 8))).toBe(88_791_336);
    const trunk = { widths: [64, 128, 256, 512, 512], convsPerStage: [2, 2, 3, 3, 3] };
    const detector = (batchNorm: boolean) =>
      retinaNetTensors(
        retinaNetSpec({
          kind: 'retinanet-vgg-fpn',
          trunk: { ...trunk, batchNorm },
          fpnChannels: 256,
          headConvs: 4,
          anchors: { sizes: [32, 64, 128, 256, 512], ratios: [0.5, 1, 2], scales: [1, 1.26, 1.59] },
        }),
      );
    // The last convolution of torchvision's vgg16 and vgg16_bn.
    expect(detector(false).get('backbone.body.28.weight')).toEqual([512, 512, 3, 3]);
    expect(detector(true).get('backbone.body.40.weight')).toEqual([512, 512, 3, 3]);
    expect(detector(true).get('backbone.body.41.running_var')).toEqual([512]);
    // vgg16's trunk has 14,714,688 parameters.
    const trunkOnly = [...detector(false)].filter(([name]) => name.startsWith('backbone.body'));
    expect(parameters(new Map(trunkOnly))).toBe(14_714_688);
  });
});

const directory = mkdtempSync(join(tmpdir(), 'pack-'));
const server = createServer((request, response) => {
  const bytes = files.get(
    new URL(request.url ?? '/', 'http://localhost').pathname.split('/').at(-1) ?? '',
  );
  if (!bytes) response.writeHead(404).end();
  else response.writeHead(200).end(bytes);
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
  server.close();
});

describe.each(['directory', 'http'])('a pack read from a %s', (kind) => {
  let source: PackSource;
  beforeAll(async () => {
    for (const [name, bytes] of files) writeFileSync(join(directory, name), bytes);
    if (kind === 'directory') source = directoryPackSource(directory);
    else {
      if (!server.listening)
        await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
      const { port } = server.address() as AddressInfo;
      source = httpPackSource(`http://127.0.0.1:${port}/models/tiny`);
    }
  });

  it('gives its files with progress in bytes', async () => {
    expect(await readManifest(source)).toEqual(manifest);
    const progress: number[] = [];
    const weights = await readWeightFile(source, manifest.gate, (bytes) => progress.push(bytes));
    expect(weights.names).toContain('fc.weight');
    expect(progress.at(-1)).toBe(manifest.gate.bytes);
  });

  it('names a file that is missing', async () => {
    await expect(source.read('nowhere.safetensors', 5)).rejects.toThrow(/nowhere\.safetensors/);
    await expect(source.read('nowhere.safetensors', 5)).rejects.toBeInstanceOf(PackError);
  });

  it.each(['../secret', 'a/b', '.hidden', ''])('refuses the file name "%s"', async (file) => {
    await expect(source.read(file, 5)).rejects.toThrow(/plain file name/);
  });

  it('stops when it is cancelled', async () => {
    const signal = AbortSignal.abort();
    await expect(source.read('manifest.json', null, undefined, signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
