import type { LucideIcon } from 'lucide-react';
import type { KeyboardEvent } from 'react';

interface SegmentsProps<Id extends string> {
  readonly label: string;
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
  readonly options: readonly {
    readonly id: Id;
    readonly label: string;
    readonly icon?: LucideIcon;
  }[];
}

/** A choice of a few, all in sight; a radio group with the ARIA pattern's arrow keys. */
export function Segments<Id extends string>({
  label,
  selected,
  onSelect,
  options,
}: SegmentsProps<Id>) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const forth = event.key === 'ArrowRight' || event.key === 'ArrowDown';
    const back = event.key === 'ArrowLeft' || event.key === 'ArrowUp';
    if (!forth && !back) return;
    event.preventDefault();
    event.stopPropagation();
    const at = options.findIndex((option) => option.id === selected);
    const next = options[(at + (forth ? 1 : options.length - 1)) % options.length]!;
    onSelect(next.id);
    event.currentTarget.querySelector<HTMLElement>(`[data-option="${next.id}"]`)?.focus();
  };
  return (
    <div
      className="segments"
      role="radiogroup"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {options.map(({ id, label: text, icon: Icon }) => (
        // biome-ignore lint/a11y/useSemanticElements: buttons of a radio group, as the ARIA pattern has them
        <button
          key={id}
          type="button"
          role="radio"
          data-option={id}
          aria-checked={id === selected}
          tabIndex={id === selected ? 0 : -1}
          onClick={() => onSelect(id)}
        >
          {Icon && <Icon size={14} aria-hidden />}
          {text}
        </button>
      ))}
    </div>
  );
}
