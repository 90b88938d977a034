import type { Label } from '../../domain/classes.ts';

/** One action of the review by keyboard. */
export const REVIEW_KEYS = {
  next: ['j', 'ArrowRight', 'ArrowDown'],
  previous: ['k', 'ArrowLeft', 'ArrowUp'],
  accept: ['Enter'],
  uncountable: ['u'],
  delete: ['Delete', 'Backspace'],
  draw: ['d'],
  fit: ['f'],
  oneToOne: ['1'],
  zoomIn: ['+', '='],
  zoomOut: ['-'],
  labels: ['n'],
  deselect: ['Escape'],
  help: ['?'],
} as const satisfies Record<string, readonly string[]>;
export type ReviewAction = keyof typeof REVIEW_KEYS;

/**
 * Keys that name a cell's class; two strokes where a first letter opens a family:
 * r for erythroid, t for blasts other than lymphoid, a for abnormal cells.
 */
export const LABEL_KEYS: Readonly<Record<Label, string>> = {
  LBL: 'l',
  LYM: 'y',
  PMO: 'p',
  MYC: 'c',
  MMC: 'm',
  BND: 'b',
  SEG: 's',
  EOS: 'e',
  MON: 'o',
  PMK: 'g',
  OTH: 'x',
  MBL: 't m',
  MOB: 't o',
  MKB: 't k',
  BLAST: 't t',
  PEB: 'r p',
  BEB: 'r b',
  PCE: 'r c',
  OCE: 'r o',
  ERB: 'r r',
  NB: 'a n',
  LYA: 'a l',
};

const LABEL_BY_KEYS = new Map(
  Object.entries(LABEL_KEYS).map(([label, keys]) => [keys, label as Label]),
);
const PREFIXES = new Set(
  Object.values(LABEL_KEYS)
    .filter((keys) => keys.includes(' '))
    .map((keys) => keys.split(' ')[0]!),
);
const ACTION_BY_KEY = new Map(
  Object.entries(REVIEW_KEYS).flatMap(([action, keys]) =>
    keys.map((key) => [key as string, action as ReviewAction] as const),
  ),
);

export type KeyResult =
  | { readonly kind: 'label'; readonly label: Label }
  | { readonly kind: 'action'; readonly action: ReviewAction }
  /** The first of two strokes; wait for the second. */
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'none' };

/** What a key means after an open prefix (or none). `key` is `KeyboardEvent.key`. */
export function readKey(prefix: string | null, key: string): KeyResult {
  const letter = key.length === 1 ? key.toLowerCase() : key;
  const label = LABEL_BY_KEYS.get(prefix === null ? letter : `${prefix} ${letter}`);
  if (label) return { kind: 'label', label };
  if (prefix === null && PREFIXES.has(letter)) return { kind: 'prefix', prefix: letter };
  const action = ACTION_BY_KEY.get(letter);
  return action && (prefix === null || action === 'deselect')
    ? { kind: 'action', action }
    : { kind: 'none' };
}

/** Every two bindings of which one hides the other; empty when the keymap is sound. */
export function keyConflicts(): string[] {
  const bindings = [
    ...Object.entries(LABEL_KEYS).map(([name, keys]) => ({ name, keys })),
    ...Object.entries(REVIEW_KEYS).flatMap(([name, keys]) =>
      keys.map((key) => ({ name, keys: key as string })),
    ),
  ];
  return bindings.flatMap((a, index) =>
    bindings
      .slice(index + 1)
      .filter(
        (b) =>
          a.keys === b.keys || b.keys.startsWith(`${a.keys} `) || a.keys.startsWith(`${b.keys} `),
      )
      .map((b) => `${a.name} (${a.keys}) and ${b.name} (${b.keys})`),
  );
}
