import type { LucideIcon } from 'lucide-react';
import type { PlainActionId } from '../keyboard/actions.ts';
import { useAction } from '../keyboard/react.tsx';
import { IconButton } from '../shared/buttons.tsx';

interface ActionButtonProps {
  readonly id: PlainActionId;
  readonly icon: LucideIcon;
  readonly pressed?: boolean;
}

/** An action as a button of the toolbar: its name, its keys, and whether it can be done now. */
export function ActionButton({ id, ...button }: ActionButtonProps) {
  const { available, run, ...named } = useAction(id);
  return <IconButton {...named} {...button} disabled={!available} onClick={run} />;
}
