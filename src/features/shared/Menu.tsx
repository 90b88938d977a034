import { ChevronDown, type LucideIcon } from 'lucide-react';
import {
  type CSSProperties,
  type KeyboardEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { Button, IconButton } from './buttons.tsx';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** Key that does the same. */
  readonly shortcut?: string;
  readonly icon?: LucideIcon;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  readonly onSelect: () => void;
}

interface MenuProps {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly items: readonly MenuItem[];
  readonly disabled?: boolean;
  /** The button shows its picture only: for rows. */
  readonly compact?: boolean;
  readonly className?: string;
}

const GAP = 4;

/** A button that opens a menu; arrows, Home, End and Escape as the ARIA pattern has them. */
export function Menu({ label, icon, items, disabled = false, compact, className = '' }: MenuProps) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);
  const place = usePlace(open, anchor);
  const entries = () => [
    ...(anchor.current?.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)') ?? []),
  ];

  useEffect(() => {
    if (!open) return;
    anchor.current?.querySelector<HTMLElement>('[role="menuitem"]:not(:disabled)')?.focus();
    const outside = (event: PointerEvent) => {
      if (!anchor.current?.contains(event.target as Node)) setOpen(false);
    };
    window.addEventListener('pointerdown', outside);
    return () => window.removeEventListener('pointerdown', outside);
  }, [open]);

  const close = () => {
    setOpen(false);
    anchor.current?.querySelector('button')?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const list = entries();
    const at = list.indexOf(document.activeElement as HTMLElement);
    const targets: Record<string, number> = {
      ArrowDown: (at + 1) % list.length,
      ArrowUp: (at - 1 + list.length) % list.length,
      Home: 0,
      End: list.length - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) {
      event.preventDefault();
      list[target]?.focus();
    }
    if (event.key === 'Escape') close();
    if (event.key === 'Tab') setOpen(false);
    event.stopPropagation();
  };

  const opener = {
    disabled,
    'aria-haspopup': 'menu' as const,
    'aria-expanded': open,
    onClick: () => setOpen(!open),
  };
  return (
    <div className={`menu-anchor ${className}`} ref={anchor} data-open={open}>
      {compact ? (
        <IconButton label={label} icon={icon} {...opener} />
      ) : (
        <Button icon={icon} {...opener}>
          {label} <ChevronDown size={14} aria-hidden />
        </Button>
      )}
      {open && (
        <div
          className="menu"
          role="menu"
          aria-label={label}
          tabIndex={-1}
          style={place}
          onKeyDown={onKeyDown}
        >
          {items.map(({ id, icon: Icon, ...item }) => (
            <button
              key={id}
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-label={item.label}
              className={item.danger ? 'menu-danger' : undefined}
              disabled={item.disabled}
              onClick={() => {
                close();
                item.onSelect();
              }}
            >
              <span className="menu-label">
                {Icon && <Icon size={15} aria-hidden />}
                {item.label}
                {item.shortcut && <kbd>{item.shortcut}</kbd>}
              </span>
              {item.hint && <small>{item.hint}</small>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Below the button, or above it where there is no room; on the window, so that no list clips it. */
function usePlace(open: boolean, anchor: { current: HTMLDivElement | null }): CSSProperties {
  const [place, setPlace] = useState<CSSProperties>({});
  useLayoutEffect(() => {
    const button = anchor.current?.querySelector('button');
    const menu = anchor.current?.querySelector<HTMLElement>('.menu');
    if (!open || !button || !menu) return;
    const by = button.getBoundingClientRect();
    const { width, height } = menu.getBoundingClientRect();
    const below = by.bottom + GAP;
    const top = below + height > window.innerHeight ? Math.max(GAP, by.top - GAP - height) : below;
    const left = Math.max(GAP, Math.min(by.right, window.innerWidth - GAP) - width);
    setPlace({ position: 'fixed', top, left, right: 'auto' });
    // A menu that stays while its row scrolls away would point at nothing.
    const move = () => setPlace({ visibility: 'hidden', position: 'fixed', top, left });
    window.addEventListener('resize', move);
    return () => window.removeEventListener('resize', move);
  }, [open, anchor]);
  return place;
}
