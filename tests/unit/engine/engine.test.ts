import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelWordSchema, type Scale } from '../../../src/domain/case.ts';
import { GROUP_CODES } from '../../../src/domain/classes.ts';
import type { AnalysisProgress } from '../../../src/engine/api.ts';
import { startNodeBackend } from '../../../src/engine/backend/node.ts';
import { Classifier } from '../../../src/engine/classifier.ts';
import { LocalEngine } from '../../../src/engine/engine.ts';
import { BackendError, PackError } from '../../../src/engine/errors.ts';
import { createNodeEngine } from '../../../src/engine/node.ts';
import { Pace } from '../../../src/engine/pace.ts';
import { prepareCell } from '../../../src/engine/preprocess/cell.ts';
import { Safetensors } from '../../../src/engine/weights/safetensors.ts';
import { cellPicture, memorySource, type PackFiles, tinyPack } from './packs.ts';

const { manifest, files } = tinyPack();
const image = cellPicture(200, 150);
const scale: Scale = { micrometresPerPixel: 0.25, source: 'entered' };

const engineOn = (packFiles: PackFiles) =>
  new LocalEngine({
    startBackend: ({ backend }) => startNodeBackend(backend),
    packSource: () => memorySource(packFiles),
  });
const request = { packLocation: 'memory:', backend: 'auto' } as const;

describe('the engine on a pack of random networks', () => {
  const engine = engineOn(files);
  const loading: AnalysisProgress[] = [];
  let tensorsBefore = 0;
  beforeAll(async () => {
    await startNodeBackend('auto');
    tensorsBefore = tf.memory().numTensors;
    const info = await engine.open(request, (progress) => loading.push(progress));
    expect(info.backend).toMatchObject({ name: 'wasm', threads: 1 });
    expect(info.manifest).toEqual(manifest);
  });
  afterAll(async () => {
    await engine.close();
    expect(tf.memory().numTensors).toBe(tensorsBefore);
  });

  it('reports loading in bytes, rising to the whole', () => {
    const total = [manifest.detector, manifest.gate, ...manifest.members].reduce(
      (sum, { bytes }) => sum + bytes,
      0,
    );
    expect(loading.at(-1)).toEqual({ stage: 'loading', done: total, total, step: 'wasm-simd' });
    for (const [i, { done }] of loading.entries())
      expect(done).toBeGreaterThanOrEqual(loading[i - 1]?.done ?? 0);
  });

  it('says a valid word on every cell, and lets only countable ones reach the ensemble', async () => {
    const tensors = tf.memory().numTensors;
    const analysis = await engine.analyseField(image, scale);
    expect(tf.memory().numTensors).toBe(tensors);
    expect(analysis).toMatchObject({ width: 200, height: 150, scale, backend: 'wasm' });
    const { cells } = analysis;
    expect(cells.some(({ model }) => model.countable)).toBe(true);
    expect(cells.some(({ model }) => !model.countable)).toBe(true);
    for (const [i, { box, model }] of cells.entries()) {
      expect(modelWordSchema.parse(model)).toEqual(model);
      expect(model.box).toEqual(box);
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(200 + 1e-3);
      expect(model.detectionScore).toBeGreaterThanOrEqual(
        manifest.detector.decoding.operatingScore,
      );
      expect(model.detectionScore).toBeLessThanOrEqual(cells[i - 1]?.model.detectionScore ?? 1);
      expect(model.countable).toBe(model.countableProbability >= 0.5);
      expect(model.label === null).toBe(!model.countable);
      if (!model.probabilities) continue;
      const sum = Object.values(model.probabilities).reduce((a, b) => a + b);
      expect(sum).toBeCloseTo(1, 9);
      expect(Object.keys(model.probabilities)).toEqual(manifest.classes);
      const resolved = model.label as string;
      expect(['LBL', 'MBL', 'MOB', 'MKB']).not.toContain(resolved);
      expect([...manifest.classes, ...GROUP_CODES]).toContain(resolved);
    }
  });

  it('marks cells that outgrow the window, and none where the scale is unknown', async () => {
    const fine: Scale = { micrometresPerPixel: 0.6, source: 'entered' };
    const windowPx = 24 / fine.micrometresPerPixel;
    const { cells } = await engine.analyseField(image, fine);
    expect(cells.some(({ model }) => model.shrunkToFit)).toBe(true);
    for (const { box, model } of cells)
      expect(model.shrunkToFit).toBe(Math.max(box.width, box.height) * 1.15 > windowPx);
    const unknown = await engine.analyseField(image, null);
    expect(unknown.scale).toBeNull();
    expect(unknown.cells.every(({ model }) => !model.shrunkToFit)).toBe(true);
  });

  it('gives the same on the plain JavaScript backend', async () => {
    const onWasm = await engine.analyseField(image, scale);
    const reference = engineOn(files);
    await reference.open({ ...request, backend: 'cpu' });
    const onCpu = await reference.analyseField(image, scale);
    await reference.close();
    await startNodeBackend('wasm');
    expect(onCpu.backend).toBe('cpu');
    expect(onCpu.cells).toHaveLength(onWasm.cells.length);
    for (const [i, { box, model }] of onCpu.cells.entries()) {
      const other = onWasm.cells[i]?.model;
      expect(box.x).toBeCloseTo(other?.box.x as number, 2);
      expect(model.detectionScore).toBeCloseTo(other?.detectionScore as number, 5);
      expect(model.countableProbability).toBeCloseTo(other?.countableProbability as number, 4);
      expect(model.label).toBe(other?.label);
    }
  });

  it('gives every cell the same word whatever its batch', async () => {
    const { cells } = await engine.analyseField(image, scale);
    const countable = cells.filter(({ model }) => model.countable && !model.shrunkToFit);
    expect(countable.length).toBeGreaterThan(0);
    for (const { box, model } of countable) {
      const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const alone = await engine.pipeline.classifyWindow(image, scale.micrometresPerPixel, centre);
      expect(alone.countableProbability).toBeCloseTo(model.countableProbability, 5);
      for (const [i, code] of manifest.classes.entries())
        expect(alone.probabilities[i]).toBeCloseTo(model.probabilities?.[code] as number, 5);
    }
  });

  it('gives the same probabilities whatever the size of a batch, filled up or not', async () => {
    const [member] = manifest.members;
    if (!member) throw new Error('The pack has no member.');
    const weights = new Safetensors(member.file, files.get(member.file) as Uint8Array);
    const side = member.input.size;
    const cells = Array.from({ length: 11 }, (_, i) =>
      prepareCell(image, { x: 15 * i + 20, y: 10 * i + 20 }, side, member.input),
    );
    const answers: number[][] = [];
    for (const [size, padded] of [
      [1, false],
      [4, false],
      [11, false],
      [16, true],
    ] as const) {
      const classifier = new Classifier(weights, member, manifest.classes.length, { size, padded });
      const found: number[] = [];
      for (let at = 0; at < cells.length; at += size)
        for (const vector of await classifier.classify(cells.slice(at, at + size), new Pace()))
          found.push(...vector);
      classifier.dispose();
      answers.push(found);
    }
    for (const answer of answers) {
      expect(answer).toHaveLength(11 * manifest.classes.length);
      for (const [i, value] of answer.entries())
        expect(Math.abs(value - (answers[0]?.[i] as number))).toBeLessThan(1e-4);
    }
  });

  it('gives raw detections down to the score floor, the same ones above the operating score', async () => {
    const raw = await engine.pipeline.detectRaw(image);
    const { cells } = await engine.analyseField(image, scale);
    expect(raw.length).toBeGreaterThan(cells.length);
    expect(raw.slice(0, cells.length).map(({ box }) => box)).toEqual(cells.map(({ box }) => box));
    for (const { score } of raw) expect(score).toBeGreaterThan(0.05);
  });

  it('goes through its stages in order, each to its end', async () => {
    const seen: AnalysisProgress[] = [];
    const { cells } = await engine.analyseField(image, scale, (progress) => seen.push(progress));
    const stages = seen.map(({ stage }) => stage).filter((stage, i, all) => stage !== all[i - 1]);
    expect(stages).toEqual(['scale', 'detecting', 'gating', 'classifying']);
    const countable = cells.filter(({ model }) => model.countable).length;
    const last = (stage: string) => seen.filter((progress) => progress.stage === stage).at(-1);
    expect(last('gating')).toMatchObject({ done: cells.length, total: cells.length });
    expect(last('classifying')).toMatchObject({ done: countable, total: countable });
  });

  it.each(['scale', 'detecting', 'gating', 'classifying'])(
    'stops when it is cancelled while %s, and works on',
    async (stage) => {
      const tensors = tf.memory().numTensors;
      const cancel = new AbortController();
      const run = engine.analyseField(
        image,
        scale,
        (progress) => progress.stage === stage && cancel.abort(),
        cancel.signal,
      );
      await expect(run).rejects.toMatchObject({ name: 'AbortError' });
      expect(tf.memory().numTensors).toBe(tensors);
      expect((await engine.analyseField(image, scale)).cells.length).toBeGreaterThan(0);
    },
  );

  it('runs calls made at once one after the other', async () => {
    const [first, second] = await Promise.all([
      engine.analyseField(image, scale),
      engine.analyseField(image, scale),
    ]);
    expect(second.cells).toEqual(first.cells);
  });
});

describe('an engine that cannot open', () => {
  it('says so when it is used', async () => {
    await expect(engineOn(files).analyseField(image, scale)).rejects.toThrow(BackendError);
  });

  it('refuses a browser’s backend in Node', async () => {
    const open = engineOn(files).open({ ...request, backend: 'webgpu' });
    await expect(open).rejects.toThrow(/Node has no webgpu/);
  });

  it('frees what it had loaded when a later file is damaged, and can be opened again', async () => {
    await startNodeBackend('auto');
    const tensors = tf.memory().numTensors;
    const damaged = new Map(files);
    const last = manifest.members[2]?.file as string;
    damaged.set(last, (files.get(last) as Uint8Array).slice(0, -1));
    const engine = engineOn(damaged);
    await expect(engine.open(request)).rejects.toThrow(PackError);
    expect(tf.memory().numTensors).toBe(tensors);
    damaged.set(last, files.get(last) as Uint8Array);
    await engine.open(request);
    await engine.close();
    expect(tf.memory().numTensors).toBe(tensors);
  });

  it('stops loading when it is cancelled, leaving nothing behind', async () => {
    await startNodeBackend('auto');
    const tensors = tf.memory().numTensors;
    const cancel = new AbortController();
    const opening = engineOn(files).open(
      request,
      ({ done, total }) => done > total / 2 && cancel.abort(),
      cancel.signal,
    );
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    expect(tf.memory().numTensors).toBe(tensors);
  });

  it('names the folder that is no pack', async () => {
    const open = createNodeEngine().open({ ...request, packLocation: '/nowhere/at-all' });
    await expect(open).rejects.toThrow(/\/nowhere\/at-all/);
  });
});
