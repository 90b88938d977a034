import { describe, expect, it } from 'vitest';
import type { Signature } from '../../../src/domain/case.ts';
import { successorOf } from '../../../src/domain/versions.ts';

const signature = (by: string): Signature => ({
  by,
  at: '2026-01-01T00:00:00.000Z',
  contentHash: by,
});
const earlier = (version: number) => ({
  version,
  signature: signature(`v${version}`),
  amended: { by: 'R', at: '2026-01-01T00:00:00.000Z', reason: 'second look' },
});

describe('the version that superseded another', () => {
  it.each([
    ['the next that was signed', 1, { version: 2, signature: signature('v2'), earlier: [1] }, 2],
    ['the last of several', 1, { version: 3, signature: signature('v3'), earlier: [1, 2] }, 3],
    [
      'a signed one, not the amendment in work',
      1,
      { version: 3, signature: null, earlier: [1, 2] },
      2,
    ],
    [
      'none while the first amendment is in work',
      1,
      { version: 2, signature: null, earlier: [1] },
      null,
    ],
    ['none of the last', 2, { version: 2, signature: signature('v2'), earlier: [1] }, null],
  ] as const)('is %s', (_, version, present, found) => {
    const current = { ...present, earlier: present.earlier.map(earlier) };
    expect(successorOf(version, current)).toEqual(
      found && { version: found, signature: signature(`v${found}`) },
    );
  });
});
