/**
 * Inverse deltas keyed by id.
 *
 * Immer's own patches address list items by index. Here the model's results may come in between
 * two undo steps and reorder a field's cells, so an index would hit another cell. A change
 * therefore names every item of a list by its `id`, and a change whose target is gone is skipped.
 */

/** Object keys and, inside lists of records, ids: e.g. `['fields', 'f1', 'cells', 'c7', 'review']`. */
export type Path = readonly string[];

export type Change =
  | { readonly kind: 'set'; readonly path: Path; readonly before: unknown; readonly after: unknown }
  | {
      readonly kind: 'insert' | 'remove';
      /** Path of the list. */
      readonly path: Path;
      readonly index: number;
      readonly item: Identified;
    }
  /** The records of a list in another order, by their ids. */
  | {
      readonly kind: 'order';
      readonly path: Path;
      readonly before: readonly string[];
      readonly after: readonly string[];
    };

interface Identified {
  readonly id: string;
}
type Dictionary = Record<string, unknown>;

const isDictionary = (value: unknown): value is Dictionary =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isIdentifiedList = (value: unknown): value is Identified[] =>
  Array.isArray(value) && value.every((item) => isDictionary(item) && typeof item.id === 'string');

/**
 * The changes that lead from `before` to `after`, two plain values that share structure
 * (as immer leaves them): whatever is identical is not looked into.
 *
 * Records in lists are matched by id.
 */
export function difference(before: object, after: object, path: Path = []): Change[] {
  const changes: Change[] = [];
  const a = before as Dictionary;
  const b = after as Dictionary;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const from = a[key];
    const to = b[key];
    if (Object.is(from, to)) continue;
    const here = [...path, key];
    if (isIdentifiedList(from) && isIdentifiedList(to))
      changes.push(...listChanges(from, to, here));
    else changes.push({ kind: 'set', path: here, before: from, after: to });
  }
  return changes;
}

function listChanges(from: Identified[], to: Identified[], path: Path): Change[] {
  const kept = new Map(to.map((item) => [item.id, item]));
  const known = new Map(from.map((item) => [item.id, item]));
  const changes: Change[] = [];
  for (let index = from.length - 1; index >= 0; index--) {
    const item = from[index]!;
    if (!kept.has(item.id)) changes.push({ kind: 'remove', path, index, item });
  }
  to.forEach((item, index) => {
    const old = known.get(item.id);
    if (!old) changes.push({ kind: 'insert', path, index, item });
    else if (old !== item) changes.push(...difference(old, item, [...path, item.id]));
  });
  // Those in both lists, as removals and insertions leave them, against the order that is wanted.
  const before = from.filter((item) => kept.has(item.id)).map(({ id }) => id);
  const after = to.filter((item) => known.has(item.id)).map(({ id }) => id);
  if (before.some((id, index) => id !== after[index]))
    changes.push({ kind: 'order', path, before, after });
  return changes;
}

/** The changes that take `changes` back, in the order in which to apply them. */
export const invert = (changes: readonly Change[]): Change[] =>
  changes
    .toReversed()
    .map(
      (change): Change =>
        change.kind === 'set'
          ? { ...change, before: change.after, after: change.before }
          : change.kind === 'order'
            ? { ...change, before: change.after, after: change.before }
            : { ...change, kind: change.kind === 'insert' ? 'remove' : 'insert' },
    );

/** Applies changes to a mutable (draft) document. Changes whose target is gone are skipped. */
export function applyChanges(draft: object, changes: readonly Change[]): void {
  for (const change of changes) {
    if (change.kind === 'set') {
      const owner = resolve(draft, change.path.slice(0, -1));
      const key = change.path.at(-1);
      if (!isDictionary(owner) || key === undefined) continue;
      if (change.after === undefined) delete owner[key];
      else owner[key] = change.after;
      continue;
    }
    const list = resolve(draft, change.path);
    if (!Array.isArray(list)) continue;
    if (change.kind === 'order') {
      reorder(list, change.after);
      continue;
    }
    const at = list.findIndex((item: Identified) => item.id === change.item.id);
    if (change.kind === 'remove') {
      if (at >= 0) list.splice(at, 1);
    } else if (at < 0) {
      list.splice(Math.min(change.index, list.length), 0, change.item);
    }
  }
}

/** Puts the named records of a list into an order among themselves; others keep their places. */
function reorder(list: Identified[], order: readonly string[]): void {
  const wanted = new Set(order);
  const items = new Map(list.map((item) => [item.id, item]));
  const queue = order.flatMap((id) => items.get(id) ?? []);
  list.forEach((item, index) => {
    if (wanted.has(item.id)) list[index] = queue.shift()!;
  });
}

function resolve(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value.find((item: Identified) => item.id === key);
    return isDictionary(value) ? value[key] : undefined;
  }, root);
}
