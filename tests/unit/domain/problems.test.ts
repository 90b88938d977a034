import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packManifestSchema, packText } from '../../../src/domain/pack.ts';
import { say, tell } from '../../../src/domain/text/index.ts';
import {
  BackendError,
  PackError,
  restoreError,
  serialiseError,
} from '../../../src/engine/errors.ts';
import { decodeInNode } from '../../../src/io/image/node.ts';
import { parseCase } from '../../../src/io/storage/migrations.ts';
import { problemOf } from '../../../src/store/services.ts';

/** An error as it comes out of a worker: through a structured clone. */
const across = (error: unknown): Error => restoreError(structuredClone(serialiseError(error)));

describe('a problem that the user reads', () => {
  it('of a picture file is told in both languages, with the file, what is wrong and what helps', async () => {
    const error = await decodeInNode(new Uint8Array(), 'a.tif').catch((thrown: unknown) => thrown);
    const problem = problemOf(error);
    expect(tell(problem, 'en')).toBe(
      'a.tif is empty (0 bytes). Copy or export it again from the microscope.',
    );
    expect(tell(problem, 'zh')).toBe('a.tif 是空文件（0 字节）。请从显微镜重新复制或导出。');
  });

  it('of a stored case names the version that it needs', () => {
    const read = () => parseCase({ schema: 99 });
    expect(read).toThrow(/case format 99; this one reads up to 3/);
    try {
      read();
    } catch (error) {
      expect(tell(problemOf(error), 'zh')).toContain('病例格式 99；本版本最高可读 3');
    }
  });

  it('of the engine keeps its class and its words on the way from the worker', () => {
    const fault = { problem: say('backend.noWasm'), remedy: say('backend.remedy.another') };
    for (const Kind of [PackError, BackendError]) {
      const restored = across(new Kind(fault));
      expect(restored).toBeInstanceOf(Kind);
      expect(restored.message).toBe(
        'This browser has no WebAssembly. Choose another backend, or use a current browser.',
      );
      expect(tell(problemOf(restored), 'zh')).toBe(
        '本浏览器不支持 WebAssembly。请选择其他计算后端，或使用新版浏览器。',
      );
    }
    const foreign = across(new RangeError('Out of range.'));
    expect(foreign).toMatchObject({ name: 'RangeError', message: 'Out of range.' });
    expect(problemOf(foreign)).toEqual({ text: 'Out of range.' });
    expect(across(new DOMException('Over.', 'AbortError')).name).toBe('AbortError');
  });
});

describe('the words of the shipped pack', () => {
  const manifest = packManifestSchema.parse(
    JSON.parse(readFileSync('models/compact/manifest.json', 'utf8')),
  );

  it('are all there in Chinese, with the same numbers', () => {
    const texts = [
      manifest.title,
      ...manifest.notValidated,
      ...manifest.figures.flatMap(({ what, on }) => [what, on]),
      ...manifest.data.map(({ use }) => use),
    ];
    for (const text of texts) {
      const chinese = packText(manifest, text, 'zh');
      expect(chinese).toMatch(/\p{Script=Han}/u);
      expect(chinese.match(/\d+/g)).toEqual(text.match(/\d+/g));
      expect(packText(manifest, text, 'en')).toBe(text);
    }
  });
});
