import type { View } from '../../store/state.ts';
import { ACTION_IDS, ACTIONS, type ActionId, appliesIn, shareAView } from './actions.ts';
import { isKeys, reservedFor } from './strokes.ts';

/** Which keys do what: the shipped ones, and the reviewer's own in their place. */

/** The keys of every action; empty for an action without any. */
export type Keymap = Readonly<Record<ActionId, readonly string[]>>;

/** The keys that a reviewer changed, by action, as they are kept in the preferences. */
export type CustomKeys = Readonly<Record<string, readonly string[]>>;

/** An action's keys that are in another's way. */
export interface KeyConflict {
  readonly id: ActionId;
  readonly keys: string;
}

/** Whether one of two keys hides the other: they are the same, or one opens the other. */
export const hides = (a: string, b: string): boolean =>
  a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);

/** Keys of other actions, heard in the same view, that these keys would hide or be hidden by. */
export const conflictsOf = (keymap: Keymap, id: ActionId, keys: string): KeyConflict[] =>
  ACTION_IDS.filter((other) => other !== id && shareAView(id, other)).flatMap((other) =>
    keymap[other]
      .filter((taken) => hides(keys, taken))
      .map((taken) => ({ id: other, keys: taken })),
  );

/** Every two bindings of which one hides the other; empty when the keymap is sound. */
export const keymapConflicts = (keymap: Keymap): (readonly [KeyConflict, KeyConflict])[] =>
  ACTION_IDS.flatMap((id, index) =>
    keymap[id].flatMap((keys, at) => [
      ...keymap[id]
        .slice(at + 1)
        .filter((own) => hides(keys, own))
        .map(
          (own) =>
            [
              { id, keys },
              { id, keys: own },
            ] as const,
        ),
      ...conflictsOf(keymap, id, keys)
        .filter((other) => ACTION_IDS.indexOf(other.id) > index)
        .map((other) => [{ id, keys }, other] as const),
    ]),
  );

/** The keys as shipped. */
export const DEFAULT_KEYMAP: Keymap = Object.fromEntries(
  ACTION_IDS.map((id) => [id, ACTIONS[id].keys]),
) as Record<ActionId, readonly string[]>;

const mayHave = (keys: string): boolean =>
  isKeys(keys) && keys.split(' ').every((stroke) => reservedFor(stroke) === null);

/**
 * The keymap in force. Kept keys come from storage, perhaps of another version: what cannot be
 * a key is dropped, the reviewer's own keys stand before shipped ones, and of two keys that hide
 * one another the first stands. The result never has a conflict.
 */
export function keymapOf(custom: CustomKeys): Keymap {
  const keymap = Object.fromEntries(ACTION_IDS.map((id) => [id, []])) as unknown as Record<
    ActionId,
    readonly string[]
  >;
  const own = (id: ActionId): boolean => Object.hasOwn(custom, id) && !ACTIONS[id].fixed;
  const fixed = (id: ActionId): boolean => ACTIONS[id].fixed === true;
  const order = [
    ...ACTION_IDS.filter(fixed),
    ...ACTION_IDS.filter(own),
    ...ACTION_IDS.filter((id) => !own(id) && !fixed(id)),
  ];
  for (const id of order) {
    const wanted = own(id) ? (custom[id] ?? []).filter(mayHave) : ACTIONS[id].keys;
    for (const keys of wanted)
      if (
        !keymap[id].some((taken) => hides(keys, taken)) &&
        conflictsOf(keymap, id, keys).length === 0
      )
        keymap[id] = [...keymap[id], keys];
  }
  return keymap;
}

/** Why keys cannot be given to an action. */
export type Refusal =
  | { readonly kind: 'reserved'; readonly stroke: string; readonly by: string }
  | { readonly kind: 'conflict'; readonly with: readonly KeyConflict[] };

/** Whether an action may have these keys; `replacing` is the key of its own that they stand for. */
export function refusalOf(
  keymap: Keymap,
  id: ActionId,
  keys: string,
  replacing: string | null = null,
): Refusal | null {
  for (const stroke of keys.split(' ')) {
    const by = reservedFor(stroke);
    if (by) return { kind: 'reserved', stroke, by };
  }
  const own = keymap[id]
    .filter((taken) => taken !== replacing && taken !== keys && hides(keys, taken))
    .map((taken) => ({ id, keys: taken }));
  const conflicts = [...own, ...conflictsOf(keymap, id, keys)];
  return conflicts.length > 0 ? { kind: 'conflict', with: conflicts } : null;
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((keys, index) => keys === b[index]);

/** Custom keys that make a keymap of the shipped one: only what differs from it is kept. */
const differing = (keymap: Keymap): Record<string, readonly string[]> =>
  Object.fromEntries(
    ACTION_IDS.filter((id) => !same(keymap[id], ACTIONS[id].keys)).map((id) => [id, keymap[id]]),
  );

/**
 * Gives keys to an action, in place of `replacing` or beside those it has, and takes them from
 * every action in their way.
 */
export function withKeys(
  custom: CustomKeys,
  id: ActionId,
  keys: string,
  replacing: string | null = null,
): CustomKeys {
  const keymap = keymapOf(custom);
  const freed = { ...keymap };
  for (const conflict of [...conflictsOf(keymap, id, keys)])
    freed[conflict.id] = freed[conflict.id].filter((taken) => taken !== conflict.keys);
  const at = replacing === null ? -1 : keymap[id].indexOf(replacing);
  const kept = keymap[id].map((taken) => (taken === replacing ? keys : taken));
  const all = at < 0 ? [...kept, keys] : kept;
  freed[id] = all.filter((taken, index) =>
    taken === keys ? all.indexOf(keys) === index : !hides(taken, keys),
  );
  return differing(freed);
}

/** Takes one key from an action. */
export function withoutKeys(custom: CustomKeys, id: ActionId, keys: string): CustomKeys {
  const keymap = keymapOf(custom);
  return differing({ ...keymap, [id]: keymap[id].filter((taken) => taken !== keys) });
}

/** Gives an action its shipped keys back, and takes them from whoever has them now. */
export function withShippedKeys(custom: CustomKeys, id: ActionId): CustomKeys {
  const keymap = { ...keymapOf(custom), [id]: [] as readonly string[] };
  for (const keys of ACTIONS[id].keys)
    for (const conflict of conflictsOf(keymap, id, keys))
      keymap[conflict.id] = keymap[conflict.id].filter((taken) => taken !== conflict.keys);
  return differing({ ...keymap, [id]: ACTIONS[id].keys });
}

/** Whether a reviewer has other keys for an action than the shipped ones. */
export const isCustom = (keymap: Keymap, id: ActionId): boolean =>
  !same(keymap[id], ACTIONS[id].keys);

/** What a press means in a view. */
export type Reading =
  | { readonly kind: 'action'; readonly id: ActionId }
  /** The first of two strokes; wait for the second. */
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'none' };

/** What a stroke means in a view, after an open first stroke or none. */
export function readStroke(
  keymap: Keymap,
  view: View,
  prefix: string | null,
  stroke: string,
): Reading {
  const keys = prefix === null ? stroke : `${prefix} ${stroke}`;
  let opens = false;
  for (const id of ACTION_IDS) {
    if (!appliesIn(id, view)) continue;
    if (keymap[id].includes(keys)) return { kind: 'action', id };
    opens ||= prefix === null && keymap[id].some((item) => item.startsWith(`${keys} `));
  }
  return opens ? { kind: 'prefix', prefix: stroke } : { kind: 'none' };
}

/** The actions of a view that a first stroke opens, each with its second stroke. */
export const completionsOf = (
  keymap: Keymap,
  view: View,
  prefix: string,
): { readonly id: ActionId; readonly stroke: string }[] =>
  ACTION_IDS.filter((id) => appliesIn(id, view)).flatMap((id) =>
    keymap[id]
      .filter((keys) => keys.startsWith(`${prefix} `))
      .map((keys) => ({ id, stroke: keys.slice(prefix.length + 1) })),
  );
