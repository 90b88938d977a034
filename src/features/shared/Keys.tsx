import { keyCaps } from '../keyboard/names.ts';

/** Keys as they stand on the keyboard; strokes separated by a space follow one another. */
export const Keys = ({ keys }: { keys: string }) => (
  <span className="keys">
    {keys.split(' ').flatMap((stroke, at) =>
      keyCaps(stroke).map((cap, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice in a fixed list
        <kbd key={`${at}-${index}`}>{cap}</kbd>
      )),
    )}
  </span>
);
