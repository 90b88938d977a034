/** An item with what was loaded for it, or why that failed. */
export type Loaded<Item, Value> =
  | { readonly item: Item; readonly value: Value }
  | { readonly item: Item; readonly error: unknown };

/**
 * Loads items in their order, a few ahead of the one in use, so that decoding and inference keep
 * a core each. A failure is handed on with its item and does not end the others.
 * @param depth how many may be loading or waiting at once; at least 1
 */
export async function* loadAhead<Item, Value>(
  items: readonly Item[],
  load: (item: Item) => Promise<Value>,
  depth = 4,
): AsyncGenerator<Loaded<Item, Value>> {
  const start = async (item: Item): Promise<Loaded<Item, Value>> => {
    try {
      return { item, value: await load(item) };
    } catch (error) {
      return { item, error };
    }
  };
  const waiting: Promise<Loaded<Item, Value>>[] = [];
  let next = 0;
  const fill = () => {
    while (next < items.length && waiting.length < depth)
      waiting.push(start(items[next++] as Item));
  };
  for (fill(); waiting.length > 0; fill()) yield await (waiting.shift() as (typeof waiting)[0]);
}
