import type { TFunction } from 'i18next';
import { labelName } from '../../domain/classes.ts';
import type { Language } from '../../domain/language.ts';
import { type ActionId, labelOf } from './actions.ts';
import { strokeParts } from './strokes.ts';

/** What an action is called. */
export function actionName(t: TFunction, id: ActionId, language: Language): string {
  const label = labelOf(id);
  return label === null ? t(`keyboard.actions.${id}`) : labelName(label, language);
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowRight: '→',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowUp: '↑',
  Delete: 'Del',
  Backspace: '⌫',
  Escape: 'Esc',
  Enter: '↵',
  PageUp: 'Page ↑',
  PageDown: 'Page ↓',
  '-': '−',
};

const onMac = (): boolean =>
  typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** The keys of a stroke as they are written on the keyboard. */
export const keyCaps = (stroke: string): string[] =>
  strokeParts(stroke).map((part) => {
    if (part === 'Ctrl' && onMac()) return '⌘';
    return SIGNS[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  });

/** Keys in one line, for a tooltip: `Ctrl+K`, `R O`. */
export const keysText = (keys: string): string =>
  keys
    .split(' ')
    .map((stroke) => keyCaps(stroke).join('+'))
    .join(' ');
