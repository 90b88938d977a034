import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLASS_CODES } from '../../../src/domain/classes.ts';
import { packManifestSchema, packText } from '../../../src/domain/pack.ts';
import { createNodeEngine } from '../../../src/engine/node.ts';
import { halfToFloat } from '../../../src/engine/weights/float16.ts';
import { Safetensors } from '../../../src/engine/weights/safetensors.ts';
import { type PackCommand, readCommandLine } from '../../../tools/lib/pack/commandLine.ts';
import { floatToHalf } from '../../../tools/lib/pack/halfFloat.ts';
import { fitClassifier, fitDetector } from '../../../tools/lib/pack/networks.ts';
import { makePack } from '../../../tools/lib/pack/run.ts';
import { encodeTensor } from '../../../tools/lib/pack/store.ts';
import { UsageError } from '../../../tools/lib/usageError.ts';
import {
  cellPicture,
  type TensorMap,
  TINY_RESNEXT,
  tinyPack,
  writeSafetensors,
} from '../engine/packs.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'own-pack-'));
const at = (name: string) => join(folder, name);
const tiny = tinyPack();
const { manifest } = tiny;
const NAMES = ['detector', 'gate', 'member-2', 'member-3', 'member-4'] as const;

beforeAll(() => {
  for (const [name, bytes] of tiny.files) writeFileSync(at(name), bytes);
  writeFileSync(at('classes.txt'), CLASS_CODES.join('\n'));
  const { input } = manifest.gate;
  const { shortSide, longSide } = manifest.detector.input;
  const { anchors } = manifest.detector.architecture;
  const settings = {
    detector: { anchors, input: { shortSide, longSide } },
    gate: { input },
    members: { input, temperature: 1.5 },
  };
  writeFileSync(at('settings.json'), JSON.stringify(settings));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const words = (out: string, ...more: string[]): string[] => {
  const [detector, gate, ...members] = NAMES.map((name) => at(`${name}.safetensors`));
  return [
    ...['--detector', detector as string, '--gate', gate as string, '--members', ...members],
    ...['--classes', at('classes.txt'), '--settings', at('settings.json'), '--out', at(out)],
    ...more,
  ];
};
const command = (...args: Parameters<typeof words>) =>
  readCommandLine(words(...args)) as PackCommand;

/** Tensors of a tiny file, to be changed. */
const tensorsOf = (file: string): Map<string, { shape: number[]; values: Float32Array }> => {
  const weights = new Safetensors(file, new Uint8Array(readFileSync(at(file))));
  return new Map(
    weights.names.map((name) => {
      const { shape, values } = weights.read(name);
      return [name, { shape: [...shape], values: values.slice() }];
    }),
  );
};
const opened = (tensors: TensorMap) =>
  new Safetensors('own.safetensors', writeSafetensors(tensors));

describe('architectures', () => {
  it('of the shipped pack are found by the shapes alone', () => {
    const pack = join(ROOT, 'models/compact');
    const shipped = packManifestSchema.parse(
      JSON.parse(readFileSync(join(pack, 'manifest.json'), 'utf8')),
    );
    const read = (file: string) => new Safetensors(file, readFileSync(join(pack, file)));
    const { detector, gate, members } = shipped;
    const { anchors } = detector.architecture;
    expect(fitDetector(read(detector.file), anchors).architecture).toEqual(detector.architecture);
    for (const [spec, outputs] of [[gate, 2], ...members.map((m) => [m, 20] as const)] as const)
      expect(fitClassifier(read(spec.file), outputs, '').architecture).toEqual(spec.architecture);
  });

  // Shapes of the paper's networks, without their 929 MiB.
  const shapesOnly = (tensors: ReadonlyMap<string, readonly number[]>) =>
    new Safetensors('own.safetensors', {
      entries: new Map(
        [...tensors].map(([name, shape]) => [name, { dtype: 'F32', shape, begin: 0, end: 0 }]),
      ),
      bytes: new Map(),
    });

  it.each([
    ['ResNet-50', [3, 4, 6, 3], 1, 64],
    ['ResNeXt-50 32×4d', [3, 4, 6, 3], 32, 4],
    ['ResNeXt-101 32×8d', [3, 4, 23, 3], 32, 8],
  ])('of the paper’s %s are found', async (name, depths, groups, widthPerGroup) => {
    const { resNetSpec, resNetTensors } = await import(
      '../../../src/engine/networks/resnetSpec.ts'
    );
    const shape = { stemWidth: 64, planes: [64, 128, 256, 512], expansion: 4 } as const;
    const architecture = { kind: 'resnet' as const, ...shape, depths, groups, widthPerGroup };
    const weights = shapesOnly(
      resNetTensors(resNetSpec({ ...architecture, planes: [...shape.planes] }, 20)),
    );
    expect(fitClassifier(weights, 20, '')).toMatchObject({ architecture, words: name });
  });

  it('list what is missing, unexpected or of another shape', () => {
    const tensors = tensorsOf('gate.safetensors');
    tensors.delete('layer2.0.bn2.running_var');
    tensors.set('extra.weight', { shape: [1], values: new Float32Array(1) });
    tensors.set('layer3.0.conv1.weight', { shape: [1], values: new Float32Array(1) });
    expect(() => fitClassifier(opened(tensors), 2, 'the gate')).toThrow(
      /own\.safetensors does not fit .*ResNeXt-14 4×16d:\n {2}missing \(1\):\n {4}layer2\.0\.bn2\.running_var\n {2}unexpected \(1\):\n {4}extra\.weight\n {2}misshaped \(1\):\n {4}layer3\.0\.conv1\.weight is \[1\] instead of \[16, 64, 1, 1\]/,
    );
  });

  it.each([
    ['another number of outputs', 20, /has 2 outputs, and a member needs 20/, () => undefined],
    [
      'a prefix on all names',
      2,
      /take the prefix "module\." off/,
      (tensors: Map<string, unknown>) => {
        for (const [name, tensor] of [...tensors]) {
          tensors.delete(name);
          tensors.set(`module.${name}`, tensor);
        }
      },
    ],
    [
      'blocks of two convolutions',
      2,
      /blocks have two convolutions/,
      (tensors: Map<string, unknown>) => {
        for (const name of [...tensors.keys()]) if (name.includes('conv3')) tensors.delete(name);
      },
    ],
  ])('refuse %s', (_, outputs, message, change) => {
    const tensors = tensorsOf('gate.safetensors');
    change(tensors);
    expect(() => fitClassifier(opened(tensors), outputs, 'a member')).toThrow(message);
  });

  it('of a detector with torchvision’s background column lose that column', () => {
    const tensors = tensorsOf('detector.safetensors');
    const { anchors } = manifest.detector.architecture;
    const plain = fitDetector(opened(tensors), anchors);
    for (const part of ['weight', 'bias']) {
      const name = `head.classification_head.cls_logits.${part}`;
      const { shape, values } = tensors.get(name) as { shape: number[]; values: Float32Array };
      const row = values.length / 9;
      const doubled = Float32Array.from({ length: values.length * 2 }, (_, i) => {
        const [at, within] = [Math.floor(i / row), i % row];
        return at % 2 === 0 ? -99 : (values[Math.floor(at / 2) * row + within] as number);
      });
      tensors.set(name, { shape: [18, ...shape.slice(1)], values: doubled });
    }
    const fitted = fitDetector(opened(tensors), anchors);
    for (const name of plain.tensors.keys()) expect(fitted.read(name)).toEqual(plain.read(name));
    expect(() => fitDetector(opened(tensors), { ...anchors, ratios: [1] })).toThrow(
      /predicts 9 anchors a location, not 1 ratios × 3 scales/,
    );
  });
});

describe('storing', () => {
  it('rounds to the nearest half float', () => {
    for (let bits = 0; bits < 0x7c00; bits++) {
      expect(floatToHalf(halfToFloat(bits))).toBe(bits);
      if (bits === 0x7bff) break;
      // Between two neighbours: the nearer one, and the even one in the middle.
      const [low, high] = [halfToFloat(bits), halfToFloat(bits + 1)];
      expect(floatToHalf(low + (high - low) * 0.49)).toBe(bits);
      expect(floatToHalf(low + (high - low) * 0.51)).toBe(bits + 1);
      expect(floatToHalf((low + high) / 2)).toBe(bits + (bits & 1));
    }
    expect(floatToHalf(-2)).toBe(0xc000);
  });

  it('rounds int8 within half a step of its output channel', () => {
    const rows = fc.array(
      fc.array(fc.float({ noNaN: true, min: -100, max: 100 }), { minLength: 4, maxLength: 4 }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(rows, (of) => {
        const tensor = { shape: [of.length, 4], values: Float32Array.from(of.flat()) };
        const encoded = encodeTensor('x', 'a', tensor, 'int8');
        const [stepBytes, scaleBytes] = encoded.map(({ bytes }) => bytes.slice().buffer);
        const scales = new Float32Array(scaleBytes as ArrayBuffer);
        const steps = new Int8Array(stepBytes as ArrayBuffer);
        for (const [i, value] of tensor.values.entries()) {
          const step = scales[Math.floor(i / 4)] as number;
          const error = Math.abs((steps[i] as number) * step - value);
          expect(error).toBeLessThanOrEqual(Math.max(step * 0.501, 1e-38));
        }
      }),
    );
  });

  it('keeps float32 what has one dimension or exceeds float16, and refuses NaN', () => {
    const dtypes = (shape: number[], value: number, store: 'float16' | 'int8') =>
      encodeTensor('x', 'a', { shape, values: Float32Array.of(value, 1) }, store).map(
        ({ name, dtype }) => `${name} ${dtype}`,
      );
    expect(dtypes([2], 1, 'float16')).toEqual(['a F32']);
    expect(dtypes([2, 1], 1, 'float16')).toEqual(['a F16']);
    expect(dtypes([2, 1], 70_000, 'float16')).toEqual(['a F32']);
    expect(dtypes([2, 1], 70_000, 'int8')).toEqual(['a I8', 'a.scale F32']);
    expect(() => dtypes([2, 1], Number.NaN, 'int8')).toThrow(/x holds NaN in "a"/);
  });
});

// Networks are built and pictures rendered, which a busy machine stretches.
describe('npm run pack', { timeout: 240_000 }, () => {
  it.each([
    ['float32', 0, 0],
    ['float16', 1e-9, 2e-3],
    ['int8', 1e-5, 0.2],
  ] as const)(
    'makes a pack that opens and tells how far %s moves the outputs',
    async (store, least, most) => {
      const lines: string[] = [];
      const made = await makePack(command(store, '--store', store), (line) => lines.push(line));
      expect(lines).toContain('gate.safetensors: ResNeXt-14 4×16d');
      expect(made.changes.map(({ output }) => output)).toEqual([
        'logits of the detector',
        'deltas of the detector',
        ...['the gate', 'member 1', 'member 2', 'member 3'].map((name) => `logits of ${name}`),
      ]);
      for (const { mean, largest } of made.changes)
        for (const moved of [mean, largest]) {
          expect(moved).toBeGreaterThanOrEqual(least);
          expect(moved).toBeLessThanOrEqual(most);
        }
      const engine = createNodeEngine();
      const opened = await engine.open({ packLocation: at(store), backend: 'auto' });
      expect(opened.manifest).toEqual(made.manifest);
      expect(opened.pack.name).toBe(store);
      const scale = { micrometresPerPixel: 0.25, source: 'entered' } as const;
      const { cells } = await engine.analyseField(cellPicture(200, 150), scale);
      await engine.close();
      expect(cells.length).toBeGreaterThan(0);
      const { members, notValidated, evidence, figures } = made.manifest;
      expect(members[0]?.architecture).toEqual(TINY_RESNEXT);
      expect(members[0]?.temperature).toBe(1.5);
      // Nothing is claimed that nobody measured.
      expect(figures).toEqual([]);
      expect(new Set(Object.values(evidence))).toEqual(new Set(['none']));
      for (const text of [...notValidated, made.manifest.title])
        expect(packText(made.manifest, text, 'zh')).toMatch(/\p{Script=Han}/u);
    },
  );

  it('writes nothing where one state dict does not fit', async () => {
    const tensors = tensorsOf('member-4.safetensors');
    tensors.delete('fc.bias');
    writeFileSync(at('broken.safetensors'), writeSafetensors(tensors));
    const broken = { ...command('nothing'), members: [at('broken.safetensors')] };
    await expect(makePack(broken)).rejects.toThrow(/missing \(1\):\n {4}fc\.bias/);
    expect(existsSync(at('nothing'))).toBe(false);
  });

  it.each([
    ['no members', (w: string[]) => w.filter((x) => !/members|member-/.test(x)), /--members is/],
    ['a stray word', (w: string[]) => ['stray', ...w], /"stray" belongs to no option/],
    ['another store', (w: string[]) => [...w, '--store', 'int4'], /int4 is not one of float16/],
    ['a file that is not there', (w: string[]) => [...w, '--gate', at('no')], /--gate .* exist/],
    ['a folder with a pack', (w: string[]) => [...w, '--out', folder], /holds a pack already/],
    [
      'classes that are not all',
      (w: string[]) => [...w, '--classes', at('settings.json')],
      /missing: NB/,
    ],
  ])('refuses %s', (_, change, message) => {
    const read = () => readCommandLine(change(words('refused')));
    expect(read).toThrow(UsageError);
    expect(read).toThrow(message);
  });

  it('names a setting that it does not know', () => {
    writeFileSync(at('wrong.json'), '{"detector": {"anchor": 1}}');
    const read = () => readCommandLine(words('refused', '--settings', at('wrong.json')));
    expect(read).toThrow(/detector: .*anchor/);
  });

  it('says how a PyTorch checkpoint becomes a state dict', async () => {
    writeFileSync(at('gate.pt'), '');
    const made = makePack({ ...command('nothing'), gate: at('gate.pt') });
    await expect(made).rejects.toThrow(/convert_checkpoint\.py .*gate\.pt/);
  });
});
