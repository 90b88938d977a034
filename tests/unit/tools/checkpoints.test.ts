import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Safetensors } from '../../../src/engine/weights/safetensors.ts';

/** What models/training/convert_checkpoint.py makes of tests/fixtures/make_checkpoints.py's files. */

const ROOT = resolve(import.meta.dirname, '../../..');
const FROZEN = join(ROOT, 'tests/fixtures/checkpoints');

const ramp = (length: number): number[] => Array.from({ length }, (_, i) => i / 8 - 1);
const EXPECTED: Readonly<Record<string, { shape: number[]; values: number[] }>> = {
  'conv1.weight': { shape: [2, 3, 1, 1], values: ramp(6) },
  'bn1.running_var': { shape: [2], values: ramp(2) },
  // Transposed.
  'fc.weight': { shape: [2, 3], values: [0, 2, 4, 1, 3, 5].map((i) => i / 8 - 1) },
  'fc.bias': { shape: [2], values: ramp(2) },
  extra: { shape: [2], values: ramp(2) },
};

function expectWeights(path: string): void {
  const weights = new Safetensors(path, readFileSync(path));
  expect(weights.names).toEqual(Object.keys(EXPECTED));
  for (const [name, { shape, values }] of Object.entries(EXPECTED)) {
    const read = weights.read(name);
    expect(read.shape).toEqual(shape);
    expect([...read.values]).toEqual(values);
  }
  expect(weights.stored('fc.bias').dtype).toBe('F16');
  expect(weights.stored('extra').dtype).toBe('F32');
}

/** A Python that has PyTorch; Debian's may stand behind another on the path. */
const python = ['python3', '/usr/bin/python3'].find((candidate) => {
  try {
    execFileSync(candidate, ['-c', 'import torch, numpy'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

it('a converted checkpoint is read as any state dict', () => {
  expectWeights(join(FROZEN, 'lightning.safetensors'));
});

describe.runIf(python)('with PyTorch at hand', { timeout: 240_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'checkpoints-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const run = (...args: string[]) =>
    new Promise<{ code: number; said: string }>((done) => {
      execFile(python as string, args, { cwd: join(ROOT, 'models/training') }, (error, out, err) =>
        done({ code: error ? Number(error.code) : 0, said: out + err }),
      );
    });

  it('the frozen checkpoint becomes the frozen state dict', async () => {
    const out = join(folder, 'frozen.safetensors');
    const { code, said } = await run('convert_checkpoint.py', join(FROZEN, 'lightning.pt'), out);
    expect(said).toContain('5 tensors, 18 numbers');
    expect(code).toBe(0);
    const expected = readFileSync(join(FROZEN, 'lightning.safetensors'));
    expect(readFileSync(out).equals(expected)).toBe(true);
  });

  // PyTorch takes seconds to load: once for all of them.
  const EACH = `
import pathlib, sys
from convert_checkpoint import Refusal, convert
for path in map(pathlib.Path, sys.argv[1:]):
    try:
        convert(path, path.with_suffix(".safetensors"))
        print(path.name, "is converted")
    except Refusal as refusal:
        print(refusal)
`;

  it('a plain state dict is converted, and what is none is refused with what to do', async () => {
    execFileSync(python as string, [join(ROOT, 'tests/fixtures/make_checkpoints.py'), folder]);
    const files = ['plain.pth', 'module.pt', 'nothing.pt', 'list.pt', 'integers.pt'];
    const { said } = await run('-c', EACH, ...files.map((file) => join(folder, file)));
    expect(said).toContain('plain.pth is converted');
    expectWeights(join(folder, 'plain.safetensors'));
    for (const why of [
      /module\.pt cannot be loaded as weights alone .*torch\.save\(model\.state_dict\(\)/,
      /nothing\.pt holds no state dict; it has optimizer/,
      /list\.pt holds list, not a state dict/,
      /integers\.pt holds "a\.weight" as torch\.int8/,
    ])
      expect(said).toMatch(why);
  });
});
