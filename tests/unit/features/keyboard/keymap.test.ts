import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLASS_CODES, GROUP_CODES } from '../../../../src/domain/classes.ts';
import {
  ACTION_IDS,
  ACTIONS,
  type ActionId,
  appliesIn,
  labelAction,
} from '../../../../src/features/keyboard/actions.ts';
import {
  type CustomKeys,
  completionsOf,
  conflictsOf,
  DEFAULT_KEYMAP,
  isCustom,
  keymapConflicts,
  keymapOf,
  readStroke,
  refusalOf,
  withKeys,
  withoutKeys,
  withShippedKeys,
} from '../../../../src/features/keyboard/keymap.ts';
import { isKeys, reservedFor } from '../../../../src/features/keyboard/strokes.ts';
import { VIEWS, type View } from '../../../../src/store/state.ts';

/** Every action that a key or two keys could mean in a view, counted without the product's reader. */
const meant = (keymap: Readonly<Record<string, readonly string[]>>, view: View, keys: string) =>
  ACTION_IDS.filter((id) => appliesIn(id, view) && keymap[id]?.includes(keys));

const stroke = fc.constantFrom(
  ...'abcdefghijklmnopqrstuvwxyz123?+-.'.split(''),
  'Shift+s',
  'Ctrl+k',
  'Ctrl+w',
  'Enter',
  'Escape',
  'ArrowDown',
  'F5',
);
const keys = fc.oneof(
  stroke,
  fc.tuple(stroke, stroke).map(([a, b]) => `${a} ${b}`),
);
const action = fc.constantFrom(...ACTION_IDS);
const custom: fc.Arbitrary<CustomKeys> = fc.dictionary(
  fc.oneof(action, fc.string()),
  fc.array(fc.oneof(keys, fc.string()), { maxLength: 3 }),
);

describe('the shipped keymap', () => {
  it('has no conflict in any view, and nothing that a browser keeps for itself', () => {
    expect(keymapConflicts(DEFAULT_KEYMAP)).toEqual([]);
    expect(keymapOf({})).toEqual(DEFAULT_KEYMAP);
    for (const id of ACTION_IDS)
      for (const own of ACTIONS[id].keys) {
        expect(isKeys(own), `${id}: ${own}`).toBe(true);
        if (!ACTIONS[id].fixed)
          for (const part of own.split(' ')) expect(reservedFor(part), `${id}: ${own}`).toBeNull();
      }
  });

  it('names every class and both groups, in the review and in the tally', () => {
    for (const label of [...CLASS_CODES, ...GROUP_CODES]) {
      const id = labelAction(label);
      expect(DEFAULT_KEYMAP[id]).toHaveLength(1);
      for (const view of ['field', 'gallery', 'tally'] as const) {
        const [first, second] = DEFAULT_KEYMAP[id][0]!.split(' ') as [string, string?];
        const reading = readStroke(DEFAULT_KEYMAP, view, null, first);
        if (second === undefined) expect(reading).toEqual({ kind: 'action', id });
        else {
          expect(reading).toEqual({ kind: 'prefix', prefix: first });
          expect(readStroke(DEFAULT_KEYMAP, view, first, second)).toEqual({ kind: 'action', id });
        }
      }
    }
  });

  it('reads one and two strokes by view, and lets a wrong second stroke fall', () => {
    const read = (view: View, prefix: string | null, key: string) =>
      readStroke(DEFAULT_KEYMAP, view, prefix, key);
    expect(read('field', null, 'l')).toEqual({ kind: 'action', id: 'label.LBL' });
    expect(read('cases', null, 'l')).toEqual({ kind: 'none' });
    expect(read('gallery', null, 'd')).toEqual({ kind: 'none' });
    expect(read('field', 'r', 'o')).toEqual({ kind: 'action', id: 'label.OCE' });
    expect(read('field', null, 'o')).toEqual({ kind: 'action', id: 'label.MON' });
    expect(read('field', 'r', 'u')).toEqual({ kind: 'none' });
    expect(read('field', null, 'Backspace')).toEqual({ kind: 'action', id: 'delete' });
    expect(read('tally', null, 'Backspace')).toEqual({ kind: 'action', id: 'takeBack' });
    expect(completionsOf(DEFAULT_KEYMAP, 'field', 'a').map(({ id }) => id)).toEqual([
      'label.NB',
      'label.LYA',
    ]);
  });
});

describe('a reviewer’s own keys', () => {
  it('are refused with the name of the action in the way, wherever both are heard', () => {
    expect(refusalOf(DEFAULT_KEYMAP, 'draw', 'f')).toEqual({
      kind: 'conflict',
      with: [{ id: 'fit', keys: 'f' }],
    });
    // A first stroke would hide the two strokes that it opens.
    expect(refusalOf(DEFAULT_KEYMAP, 'draw', 'a')).toEqual({
      kind: 'conflict',
      with: [
        { id: 'label.NB', keys: 'a n' },
        { id: 'label.LYA', keys: 'a l' },
      ],
    });
    expect(refusalOf(DEFAULT_KEYMAP, 'label.SEG', 's x', 's')).toBeNull();
    expect(refusalOf(DEFAULT_KEYMAP, 'label.SEG', 's x')).toMatchObject({ kind: 'conflict' });
  });

  it('may be the same in two views that never show together', () => {
    expect(refusalOf(DEFAULT_KEYMAP, 'takeBack', 'd')).toBeNull();
  });

  it('cannot be what the browser or reading aids keep', () => {
    expect(refusalOf(DEFAULT_KEYMAP, 'draw', 'Ctrl+w')).toMatchObject({ by: 'browser' });
    expect(refusalOf(DEFAULT_KEYMAP, 'draw', 'F5')).toMatchObject({ by: 'browser' });
    expect(refusalOf(DEFAULT_KEYMAP, 'draw', 'Ctrl+f')).toMatchObject({ by: 'reading' });
    expect(refusalOf(DEFAULT_KEYMAP, 'draw', 'Tab')).toMatchObject({ by: 'workstation' });
  });

  it('are taken from who had them, and go back when the shipped ones are restored', () => {
    const taken = withKeys({}, 'draw', 'f', 'd');
    expect(taken).toEqual({ draw: ['f'], fit: [] });
    expect(readStroke(keymapOf(taken), 'field', null, 'f')).toEqual({ kind: 'action', id: 'draw' });
    expect(isCustom(keymapOf(taken), 'draw')).toBe(true);
    expect(withShippedKeys(taken, 'fit')).toEqual({ draw: [] });
    expect(withShippedKeys(withShippedKeys(taken, 'fit'), 'draw')).toEqual({});
    expect(withoutKeys({}, 'next', 'ArrowDown')).toEqual({ next: ['j', 'ArrowRight'] });
  });

  it('resolve every key to one action at most in each view, whatever was kept', () => {
    fc.assert(
      fc.property(custom, (kept) => {
        const keymap = keymapOf(kept);
        expect(keymapConflicts(keymap)).toEqual([]);
        for (const view of VIEWS)
          for (const item of new Set(Object.values(keymap).flat())) {
            const heard = meant(keymap, view, item);
            expect(heard.length).toBeLessThanOrEqual(1);
            const [first, second] = item.split(' ') as [string, string?];
            if (heard.length > 0 && second !== undefined)
              expect(meant(keymap, view, first)).toEqual([]);
          }
      }),
      { numRuns: 300 },
    );
  });

  it('stay sound and in force through any run of changes that the check accepts or frees', () => {
    const change = fc.record({ id: action, keys, take: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        let kept: CustomKeys = {};
        for (const { id, keys: wanted, take } of changes) {
          if (ACTIONS[id].fixed) continue;
          const refusal = refusalOf(keymapOf(kept), id, wanted);
          if (refusal?.kind === 'reserved') continue;
          if (refusal && (!take || refusal.with.some((item) => ACTIONS[item.id].fixed))) continue;
          kept = withKeys(kept, id, wanted);
          const keymap = keymapOf(kept);
          expect(keymap[id]).toContain(wanted);
          expect(conflictsOf(keymap, id, wanted)).toEqual([]);
          expect(keymapConflicts(keymap)).toEqual([]);
        }
        const back = ACTION_IDS.reduce<CustomKeys>(
          (custom_, id: ActionId) => withShippedKeys(custom_, id),
          kept,
        );
        expect(back).toEqual({});
      }),
      { numRuns: 60 },
    );
  });
});
