import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { resultJson } from '../../../src/io/export/resultJson.ts';
import { PUBLISHED_SCHEMAS, resultJsonSchema } from '../../../tools/lib/publishedSchemas.ts';
import { MANIFEST, mixedCase, signed } from '../io/export/support.ts';

describe('the published JSON Schemas', () => {
  it.each([...PUBLISHED_SCHEMAS])('%s is what `npm run schemas` writes', (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
    resultJsonSchema(),
  );

  it('take every result, signed or not', () => {
    const unread = [{ file: 'broken.png', problem: 'broken.png is damaged.' }];
    for (const document of [mixedCase(), signed(mixedCase('unresolved'))]) {
      validate(JSON.parse(resultJson(document, MANIFEST, unread)));
      expect(validate.errors).toBeNull();
    }
  });

  it('refuse what is none', () => {
    const result = JSON.parse(resultJson(mixedCase(), null));
    expect(validate({ ...result, call: { ...result.call, state: 'ill' } })).toBe(false);
    expect(validate({ ...result, notices: undefined })).toBe(false);
  });
});
