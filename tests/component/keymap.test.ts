import { describe, expect, it } from 'vitest';
import { CLASS_CODES, GROUP_CODES } from '../../src/domain/classes.ts';
import { keyConflicts, LABEL_KEYS, readKey } from '../../src/features/cell/keymap.ts';

describe('keymap', () => {
  it('reaches every label and hides no binding behind another', () => {
    expect(Object.keys(LABEL_KEYS).sort()).toEqual([...CLASS_CODES, ...GROUP_CODES].sort());
    expect(keyConflicts()).toEqual([]);
  });

  it('reads one and two strokes, and lets a wrong second stroke fall', () => {
    expect(readKey(null, 'l')).toEqual({ kind: 'label', label: 'LBL' });
    expect(readKey(null, 'r')).toEqual({ kind: 'prefix', prefix: 'r' });
    expect(readKey('r', 'o')).toEqual({ kind: 'label', label: 'OCE' });
    expect(readKey(null, 'o')).toEqual({ kind: 'label', label: 'MON' });
    expect(readKey('r', 'u')).toEqual({ kind: 'none' });
    expect(readKey('r', 'Escape')).toEqual({ kind: 'action', action: 'deselect' });
    expect(readKey(null, 'J')).toEqual({ kind: 'action', action: 'next' });
  });
});
