import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AGE_BANDS } from '../../../src/domain/ageBands.ts';
import { NO_LABORATORY } from '../../../src/domain/laboratory.ts';
import { RULES } from '../../../src/domain/rules.ts';
import { readLaboratory, writeLaboratory } from '../../../src/io/storage/laboratory.ts';

const KEY = 'marrow-workstation.laboratory';

describe('what the laboratory added', () => {
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

  it('comes back as it was written', () => {
    expect(readLaboratory()).toEqual(NO_LABORATORY);
    const own = { ...NO_LABORATORY, rules: [{ ...RULES[0]!, id: 'own' }], bands: AGE_BANDS };
    expect(writeLaboratory(own)).toBe(true);
    expect(readLaboratory()).toEqual(own);
  });

  it('is put aside, not lost, where it cannot be read', () => {
    kept.set(KEY, '{"schema":7}');
    expect(readLaboratory()).toEqual(NO_LABORATORY);
    writeLaboratory(NO_LABORATORY);
    expect(kept.get(`${KEY}.unreadable`)).toBe('{"schema":7}');
  });

  it('says where the storage does not keep it', () => {
    full = true;
    expect(writeLaboratory(NO_LABORATORY)).toBe(false);
    vi.stubGlobal('localStorage', undefined);
    expect(readLaboratory()).toEqual(NO_LABORATORY);
  });
});
