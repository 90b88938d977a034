import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { PlainActionId } from '../keyboard/actions.ts';
import { useAction } from '../keyboard/react.tsx';
import { IconButton } from '../shared/buttons.tsx';

interface PopoverProps {
  /** The action that opens and closes it. */
  readonly id: PlainActionId;
  readonly icon: LucideIcon;
  readonly open: boolean;
  /** Whether what it sets is in force: shown on the button. */
  readonly active: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A button with a panel below it; Escape and a press elsewhere close it. */
export function Popover({ id, icon, open, active, onClose, children }: PopoverProps) {
  const { label, shortcut, run } = useAction(id);
  const anchor = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  const panelId = useId();

  useEffect(() => {
    if (!open) return;
    panel.current?.focus();
    const outside = (event: PointerEvent) => {
      if (!anchor.current?.contains(event.target as Node)) close.current();
    };
    window.addEventListener('pointerdown', outside);
    return () => window.removeEventListener('pointerdown', outside);
  }, [open]);

  return (
    <div className="popover-anchor" ref={anchor}>
      <IconButton
        label={label}
        {...(shortcut === undefined ? {} : { shortcut })}
        icon={icon}
        className={active ? 'is-active' : ''}
        aria-expanded={open}
        aria-haspopup="dialog"
        aria-controls={open ? panelId : undefined}
        onClick={run}
      />
      {open && (
        <div
          ref={panel}
          id={panelId}
          className="popover"
          role="dialog"
          aria-label={label}
          tabIndex={-1}
          onKeyDown={(event) => {
            // The panel's keys are its own: a letter in it names no cell.
            event.stopPropagation();
            if (event.key !== 'Escape') return;
            onClose();
            anchor.current?.querySelector('button')?.focus();
          }}
        >
          {children}
        </div>
      )}
    </div>
  );
}
