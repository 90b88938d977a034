/**
 * A stroke is one press, written as its modifiers and its key: `j`, `Shift+s`, `Ctrl+k`, `Enter`,
 * `?`. Letters are written small, so that Caps Lock changes nothing; Shift stands only where it
 * does not already show in the character (`?` has none). Ctrl stands for ⌘ too. Keys are read as
 * the layout types them (`KeyboardEvent.key`), except that a layout without Latin letters is read
 * by the letter's place.
 */

/** What is read of a key press. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'
> &
  Partial<Pick<KeyboardEvent, 'isComposing' | 'keyCode' | 'getModifierState'>>;

const SILENT = new Set([
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'NumLock',
  'ScrollLock',
  'Fn',
  'Dead',
  'Process',
  'Unidentified',
  'Compose',
]);

/** Windows and Linux type their third level with Ctrl + Alt pressed together. */
const typesThirdLevel = (press: KeyPress): boolean =>
  press.key.length === 1 &&
  ((press.getModifierState?.('AltGraph') ?? false) || (press.ctrlKey && press.altKey));

const letterByPlace = (code: string): string | null =>
  /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : null;

/**
 * The stroke of a press; null where it is none: a modifier alone, or a press that an input method
 * is still composing from.
 */
export function strokeOf(press: KeyPress): string | null {
  // 229: what browsers send while an input method holds the key.
  if (press.isComposing || press.keyCode === 229 || SILENT.has(press.key)) return null;
  const printable = press.key.length === 1;
  const foreign = printable && press.key.charCodeAt(0) > 127;
  const key =
    press.key === ' '
      ? 'Space'
      : printable
        ? ((foreign ? letterByPlace(press.code) : null) ?? press.key.toLowerCase())
        : press.key;
  const shows = printable && press.key !== ' ' && !/^\p{L}$/u.test(key);
  const third = typesThirdLevel(press);
  return [
    !third && (press.ctrlKey || press.metaKey) && 'Ctrl',
    !third && press.altKey && 'Alt',
    press.shiftKey && !shows && 'Shift',
    key,
  ]
    .filter(Boolean)
    .join('+');
}

/** The parts of a stroke: `Ctrl+Shift+z` gives Ctrl, Shift, z; `Ctrl++` gives Ctrl, +. */
export function strokeParts(stroke: string): string[] {
  const parts = stroke.split('+');
  return stroke.endsWith('+') ? [...parts.slice(0, -2).filter(Boolean), '+'] : parts;
}

/** Whether a text is one stroke or two, as `strokeOf` writes them. */
export function isKeys(text: string): boolean {
  const strokes = text.split(' ');
  return (
    strokes.length <= 2 &&
    strokes.every((stroke) => {
      const parts = strokeParts(stroke);
      const key = parts.at(-1) ?? '';
      const modifiers = parts.slice(0, -1).join('+');
      return (
        /^(Ctrl)?\+?(Alt)?\+?(Shift)?$/.test(modifiers) &&
        key.length > 0 &&
        !SILENT.has(key) &&
        (key.length > 1 ? /^[A-Z][A-Za-z0-9]+$/.test(key) : key === key.toLowerCase())
      );
    })
  );
}

export type Reservation = 'browser' | 'reading' | 'workstation';

/** Kept by browsers or the system for themselves: a page never hears them, or must not. */
const BROWSER = new Set([
  ...[
    'w',
    't',
    'n',
    'q',
    'Tab',
    'PageUp',
    'PageDown',
    'F4',
    'r',
    'l',
    'd',
    'h',
    'j',
    'o',
    'u',
  ].flatMap((key) => [`Ctrl+${key}`, `Ctrl+Shift+${key}`]),
  ...['1', '2', '3', '4', '5', '6', '7', '8', '9'].flatMap((key) => [`Ctrl+${key}`, `Alt+${key}`]),
  ...['i', 'c', 'p', 'm', 'Delete', 'b', 's', 'a'].map((key) => `Ctrl+Shift+${key}`),
  ...['ArrowLeft', 'ArrowRight', 'Home', 'F4', 'Tab', 'Space', 'd', 'e', 'f'].map(
    (key) => `Alt+${key}`,
  ),
  ...[
    'F3',
    'F5',
    'F6',
    'F7',
    'F10',
    'F11',
    'F12',
    'Ctrl+F5',
    'Shift+F5',
    'Shift+F10',
    'ContextMenu',
  ],
]);

/** Everyone's keys for reading: find, copy, print, larger and smaller text. */
const READING = new Set(
  ['f', 'g', 'c', 'v', 'x', 'p', 's', '+', '-', '=', '0'].map((key) => `Ctrl+${key}`),
);

/** What the workstation itself stands on: focus, stopping, and the canvas's keys. */
const OWN = new Set([
  'Escape',
  'Tab',
  'Shift+Tab',
  'Space',
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].flatMap((key) => [
    `Ctrl+${key}`,
    `Alt+${key}`,
    `Alt+Shift+${key}`,
  ]),
]);

/** Who keeps a stroke, so that no action may have it; null where it is free. */
export function reservedFor(stroke: string): Reservation | null {
  if (OWN.has(stroke)) return 'workstation';
  if (BROWSER.has(stroke)) return 'browser';
  return READING.has(stroke) ? 'reading' : null;
}
