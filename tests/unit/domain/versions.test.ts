import { describe, expect, it } from 'vitest';
import { newerVersion, replacedVersion } from '../../../src/domain/versions.ts';
import { caseOf } from './cells.ts';

const AT = '2026-01-02T03:04:05.000Z';
const signature = (by: string) => ({ by, at: AT, contentHash: 'ab'.repeat(32) });
const earlier = (version: number) => ({
  version,
  signature: signature(`Dr ${version}`),
  amended: { by: 'Dr Second', at: AT, reason: 'second look' },
});

describe('versions of a case', () => {
  const first = { ...caseOf({ SEG: 3 }), signature: signature('Dr 1') };
  const draft = { ...first, version: 2, signature: null, earlier: [earlier(1)] };
  const second = { ...draft, signature: signature('Dr 2') };

  it('replace the last that was signed', () => {
    expect(replacedVersion(first)).toBeNull();
    expect(replacedVersion(second)).toEqual({ version: 1, by: 'Dr 1', at: AT });
  });

  it('stand until a newer one of the same case is signed', () => {
    expect(newerVersion(first, first)).toBeNull();
    expect(newerVersion(first, null)).toBeNull();
    expect(newerVersion(first, draft)).toBeNull();
    expect(newerVersion(first, second)).toEqual({ version: 2, by: 'Dr 2', at: AT });
    expect(newerVersion(first, { ...second, id: 'another' })).toBeNull();
    const third = { ...second, version: 3, signature: null, earlier: [earlier(1), earlier(2)] };
    expect(newerVersion(first, third)?.version).toBe(2);
    expect(newerVersion(second, third)).toBeNull();
  });
});
