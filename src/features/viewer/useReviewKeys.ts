import { useEffect, useRef, useState } from 'react';
import { useHotkeys } from 'react-hotkeys-hook';
import type { Label } from '../../domain/classes.ts';
import { type ReviewAction, readKey } from '../cell/keymap.ts';

interface ReviewKeyHandlers {
  readonly onLabel: (label: Label) => void;
  readonly onAction: (action: ReviewAction) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

/** How long the first of two strokes waits for the second. */
const PREFIX_MS = 2000;

/** Elements that take keys for themselves. */
const takesKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('dialog, [role="menu"], [role="tablist"]') !== null);

/** Enter on a focused control is that control's own. */
const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a, summary') !== null;

/**
 * The keyboard of the review: one or two letters name a class, the rest are actions.
 * @returns the first of two strokes while the second is awaited.
 */
export function useReviewKeys(handlers: ReviewKeyHandlers): string | null {
  const [prefix, setPrefix] = useState<string | null>(null);
  const latest = useRef({ ...handlers, prefix });
  latest.current = { ...handlers, prefix };

  useHotkeys('mod+z', () => latest.current.onUndo(), { preventDefault: true });
  useHotkeys('mod+shift+z, mod+y', () => latest.current.onRedo(), { preventDefault: true });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      if ((event.key === 'Enter' || event.key === ' ') && isControl(event.target)) return;
      const result = readKey(latest.current.prefix, event.key);
      if (event.key !== 'Shift') setPrefix(result.kind === 'prefix' ? result.prefix : null);
      if (result.kind === 'none') return;
      event.preventDefault();
      if (result.kind === 'label') latest.current.onLabel(result.label);
      if (result.kind === 'action') latest.current.onAction(result.action);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);

  useEffect(() => {
    if (prefix === null) return;
    const timer = setTimeout(() => setPrefix(null), PREFIX_MS);
    return () => clearTimeout(timer);
  }, [prefix]);

  return prefix;
}
