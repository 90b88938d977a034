import { describe, expect, it } from 'vitest';
import {
  isKeys,
  type KeyPress,
  strokeOf,
  strokeParts,
} from '../../../../src/features/keyboard/strokes.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe('a stroke', () => {
  it('is the key as the layout types it, with its modifiers', () => {
    expect(strokeOf(press('j'))).toBe('j');
    expect(strokeOf(press('S', { shiftKey: true }))).toBe('Shift+s');
    expect(strokeOf(press('k', { ctrlKey: true }))).toBe('Ctrl+k');
    expect(strokeOf(press('k', { metaKey: true }))).toBe('Ctrl+k');
    expect(strokeOf(press('Z', { ctrlKey: true, shiftKey: true }))).toBe('Ctrl+Shift+z');
    expect(strokeOf(press('Enter', { ctrlKey: true }))).toBe('Ctrl+Enter');
    expect(strokeOf(press(' '))).toBe('Space');
  });

  it('does not tell Caps Lock, and shows Shift only where the character does not', () => {
    expect(strokeOf(press('J'))).toBe('j');
    expect(strokeOf(press('s', { shiftKey: true }))).toBe('Shift+s');
    expect(strokeOf(press('?', { shiftKey: true }))).toBe('?');
    expect(strokeOf(press('+', { shiftKey: true }))).toBe('+');
  });

  it('reads letters of another script by their place, and a third level as what it types', () => {
    expect(strokeOf(press('о', { code: 'KeyJ' }))).toBe('j');
    expect(strokeOf(press('[', { ctrlKey: true, altKey: true }))).toBe('[');
  });

  it('is none while an input method composes, nor for a modifier alone', () => {
    expect(strokeOf(press('j', { isComposing: true }))).toBeNull();
    expect(strokeOf(press('j', { keyCode: 229 }))).toBeNull();
    expect(strokeOf(press('Process'))).toBeNull();
    expect(strokeOf(press('Shift', { shiftKey: true }))).toBeNull();
  });

  it('is taken apart for the screen, and told from what is no stroke', () => {
    expect(strokeParts('Ctrl+Shift+z')).toEqual(['Ctrl', 'Shift', 'z']);
    expect(strokeParts('Ctrl++')).toEqual(['Ctrl', '+']);
    expect(strokeParts('+')).toEqual(['+']);
    for (const good of ['j', 'r o', '+', 'Ctrl+k', 'ArrowLeft', 'Shift+s', 'F1', 'Ctrl++'])
      expect(isKeys(good), good).toBe(true);
    for (const bad of ['', 'J', 'a b c', ' ', 'a ', 'Shift', 'Hyper+x', 'enter'])
      expect(isKeys(bad), bad).toBe(false);
  });
});
