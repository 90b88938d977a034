import type { ActionId } from '../keyboard/actions.ts';
import { useKeymap } from '../keyboard/react.tsx';
import { Keys } from '../shared/Keys.tsx';

/** The key in force for an action, as it stands on a button; nothing where it has none. */
export function KeyHint({ action }: { action: ActionId }) {
  const [keys] = useKeymap()[action];
  return keys === undefined ? null : <Keys keys={keys} />;
}
