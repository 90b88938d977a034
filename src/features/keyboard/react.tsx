import { createContext, useContext, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useWorkstationState } from '../../store/react.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import type { ActionId } from './actions.ts';
import type { Keyboard } from './keyboard.ts';
import type { Keymap } from './keymap.ts';
import { actionName, keysText } from './names.ts';
import type { ActionHandlers, ActionLayer } from './registry.ts';

export const KeyboardContext = createContext<Keyboard | null>(null);

export function useKeyboard(): Keyboard {
  const keyboard = useContext(KeyboardContext);
  if (!keyboard) throw new Error('No KeyboardProvider above this component.');
  return keyboard;
}

/**
 * Offers actions while the component is on the screen; of two components, the one that appeared
 * later counts.
 */
export function useActions(handlers: ActionHandlers): void {
  const { registry } = useKeyboard();
  const layer = useRef<ActionLayer | null>(null);
  const first = useRef(handlers);
  useLayoutEffect(() => {
    const added = registry.add(first.current);
    layer.current = added;
    return () => registry.remove(added);
  }, [registry]);
  useLayoutEffect(() => {
    first.current = handlers;
    if (layer.current) registry.update(layer.current, handlers);
  });
}

/** Does an action; false where it cannot be done now. */
export const useRunAction = (): ((id: ActionId) => boolean) => useKeyboard().run;

/** Whether an action can be done now. */
export function useIsAvailable(id: ActionId): boolean {
  const keyboard = useKeyboard();
  return useSyncExternalStore(keyboard.subscribe, () => keyboard.available(id));
}

/** The keys in force. */
export function useKeymap(): Keymap {
  const keyboard = useKeyboard();
  // The keymap follows the preferences.
  useWorkstationState((state) => state.preferences.keys);
  return keyboard.keymap;
}

/** The first of two strokes, while the second is awaited. */
export const usePrefix = (): string | null =>
  useStore(useKeyboard().pending, ({ prefix }) => prefix);

/** An action as a button or menu shows it: its name, its first keys (for a tooltip), and how to do it. */
export function useAction(id: ActionId) {
  const { t } = useTranslation();
  const language = useLanguage();
  const keyboard = useKeyboard();
  const [keys] = useKeymap()[id];
  return {
    label: actionName(t, id, language),
    /** As written on the keys; absent where the action has none. */
    ...(keys === undefined ? {} : { shortcut: keysText(keys) }),
    available: useIsAvailable(id),
    run: () => keyboard.run(id),
  };
}
