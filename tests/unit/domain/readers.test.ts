import { describe, expect, it } from 'vitest';
import type { Field } from '../../../src/domain/case.ts';
import { newField } from '../../../src/domain/newCase.ts';
import { ownReading } from '../../../src/domain/readers.ts';

const AT = '2026-01-02T03:04:05.000Z';
const field = (id: string, change: Partial<Field> = {}): Field => ({
  ...newField({ id, name: `${id}.png`, width: 400, height: 300, scale: null }),
  ...change,
});

describe('what a case itself says', () => {
  it('holds the fields that somebody read: analysed or reviewed, with cells or without', () => {
    const { cells } = ownReading({
      name: 'Case',
      fields: [
        field('untouched'),
        field('failed', { status: 'failed' }),
        field('analysed', {
          status: 'analysed',
          analysis: {
            pack: { name: 'p', version: '1', hash: 'ab' },
            backend: 'wasm',
            at: AT,
            elapsedMs: 1,
          },
        }),
        field('reviewed', { reviewed: { by: 'Dr Test', at: AT } }),
      ],
    });
    expect([...cells.keys()]).toEqual(['analysed', 'reviewed']);
  });
});
