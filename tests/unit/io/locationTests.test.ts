import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LocationTest } from '../../../src/domain/locationTest.ts';
import { locationCsv } from '../../../src/io/export/locationCsv.ts';
import { addLocationTest, readLocationTests } from '../../../src/io/storage/locationTests.ts';

const KEY = 'marrow-workstation.locationTests';
const test = (id: string): LocationTest => ({
  id,
  at: '2026-01-02T03:04:05.000Z',
  by: '=Dr Example',
  caseId: 'c',
  caseName: 'Case',
  fieldId: 'f',
  fieldName: 'field-1.png',
  origin: 'imported',
  cells: 40,
  found: 10,
  extra: 2,
});

describe('cell-location tests', () => {
  const kept = new Map<string, string>();
  let full = false;
  beforeEach(() => {
    kept.clear();
    full = false;
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem(key: string, text: string) {
        if (full) throw new DOMException('full', 'QuotaExceededError');
        kept.set(key, text);
      },
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('are added to what is kept, and come back in their order', () => {
    expect(readLocationTests()).toEqual([]);
    expect(addLocationTest(test('a'))).toBe(true);
    expect(addLocationTest(test('b'))).toBe(true);
    expect(readLocationTests().map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('are put aside, not lost, where they cannot be read; a full storage says so', () => {
    kept.set(KEY, '{"schema":9}');
    expect(addLocationTest(test('a'))).toBe(true);
    expect(kept.get(`${KEY}.unreadable`)).toBe('{"schema":9}');
    full = true;
    expect(addLocationTest(test('b'))).toBe(false);
    full = false;
    expect(readLocationTests().map(({ id }) => id)).toEqual(['a']);
  });

  it('leave as CSV with the interval, and run no formula', () => {
    const text = locationCsv([test('a')]);
    const { data, errors } = Papa.parse<Record<string, string>>(text.slice(1).trimEnd(), {
      header: true,
    });
    expect(errors).toEqual([]);
    // 10 of 40: Wilson 14.2–40.2 %.
    expect(data[0]).toMatchObject({
      by: "'=Dr Example",
      truth: 'imported',
      percent: '25.00',
      ci95_low: '14.19',
      ci95_high: '40.19',
    });
    expect(data.at(-1)!['at']).toContain('Research Use Only');
  });
});
