const WORDS: Readonly<Record<string, string>> = {
  ArrowRight: '→',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowUp: '↑',
  Delete: 'Del',
  Backspace: '⌫',
  Escape: 'Esc',
};

/** Keys as they stand on the keyboard; strokes separated by a space follow one another. */
export const Keys = ({ keys }: { keys: string }) => (
  <span className="keys">
    {keys.split(' ').map((key, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice in a fixed list
      <kbd key={index}>{WORDS[key] ?? key.toUpperCase()}</kbd>
    ))}
  </span>
);
