import { Check } from 'lucide-react';
import { type KeyboardEvent, memo, useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { toggled } from '../../canvas/hit.ts';
import type { Cell, Field } from '../../domain/case.ts';
import { labelName } from '../../domain/classes.ts';
import { readCell } from '../../store/review.ts';
import { CellPicture } from '../cell/CellPicture.tsx';
import { useFieldPicture } from '../fields/useFieldPicture.ts';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';

interface CellStripProps {
  readonly field: Field;
  /** The cells to show, in reading order. */
  readonly cells: readonly Cell[];
  readonly selection: readonly string[];
  readonly onSelect: (ids: readonly string[]) => void;
}

/** How a cell of the strip is picked: alone, added or taken out, or with all up to it. */
type Pick = 'only' | 'toggle' | 'range';

/** The field's cells side by side, in reading order; the way to them without the pointer. */
export function CellStrip({ field, cells, selection, onSelect }: CellStripProps) {
  const { t } = useTranslation();
  const picture = useFieldPicture(field.imageId);
  const url = picture.phase === 'ready' ? picture.picture.url : null;
  const list = useRef<HTMLDivElement>(null);
  const primaryId = selection.at(-1) ?? null;
  const selected = useMemo(() => new Set(selection), [selection]);

  useEffect(() => {
    if (primaryId === null) return;
    list.current
      ?.querySelector('[data-primary="true"]')
      ?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  }, [primaryId]);

  // Read when it is called: the cells' handlers stay the same, and only changed cells render.
  const latest = useRef({ cells, selection, onSelect });
  latest.current = { cells, selection, onSelect };
  const pick = useCallback((id: string, how: Pick) => {
    const { cells: all, selection: before, onSelect: tell } = latest.current;
    if (how === 'only') tell([id]);
    else if (how === 'toggle') tell(toggled(before, id));
    else tell(upTo(all, before, id));
  }, []);

  const extend = (event: KeyboardEvent) => {
    const direction = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!event.shiftKey || direction === undefined || primaryId === null) return;
    event.preventDefault();
    event.stopPropagation();
    const next = cells[cells.findIndex(({ id }) => id === primaryId) + direction];
    if (!next) return;
    // Back the way one came lets the last cell go.
    onSelect(
      selected.has(next.id)
        ? [...selection.filter((id) => id !== primaryId && id !== next.id), next.id]
        : [...selection, next.id],
    );
  };

  return (
    <div
      ref={list}
      className="cell-strip"
      role="listbox"
      tabIndex={-1}
      aria-label={t('viewer.cells')}
      aria-orientation="horizontal"
      aria-multiselectable="true"
      onKeyDown={extend}
    >
      {cells.map((cell, index) => (
        <StripCell
          key={cell.id}
          cell={cell}
          field={field}
          url={url}
          number={index + 1}
          selected={selected.has(cell.id)}
          primary={cell.id === primaryId}
          tabbable={primaryId === null ? index === 0 : cell.id === primaryId}
          onPick={pick}
        />
      ))}
    </div>
  );
}

/** The selection with every cell from its primary to another one, which becomes the primary. */
function upTo(cells: readonly Cell[], selection: readonly string[], id: string): readonly string[] {
  const from = cells.findIndex((cell) => cell.id === selection.at(-1));
  const to = cells.findIndex((cell) => cell.id === id);
  if (from < 0 || to < 0) return [id];
  const between = cells.slice(Math.min(from, to), Math.max(from, to) + 1).map((cell) => cell.id);
  if (from > to) between.reverse();
  return [...selection.filter((other) => !between.includes(other)), ...between];
}

interface StripCellProps {
  readonly cell: Cell;
  readonly field: Field;
  readonly url: string | null;
  readonly number: number;
  readonly selected: boolean;
  readonly primary: boolean;
  readonly tabbable: boolean;
  readonly onPick: (id: string, how: Pick) => void;
}

const StripCell = memo(function StripCell(props: StripCellProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { cell, field, url, number, selected } = props;
  const { countable, label, reviewed } = readCell(cell);
  const word = countable
    ? label
      ? labelName(label, language)
      : t('cell.unnamed')
    : t('cell.uncountable');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the review keys step from cell to cell
    <div
      className="strip-cell"
      role="option"
      aria-selected={selected}
      aria-label={`${number}: ${word}${reviewed ? `, ${t('cell.reviewed')}` : ''}`}
      data-primary={props.primary}
      tabIndex={props.tabbable ? 0 : -1}
      onClick={(event) =>
        props.onPick(
          cell.id,
          event.ctrlKey || event.metaKey ? 'toggle' : event.shiftKey ? 'range' : 'only',
        )
      }
      onFocus={(event) => {
        if (!selected && event.currentTarget.matches(':focus-visible'))
          props.onPick(cell.id, 'only');
      }}
    >
      <CellPicture url={url} field={field} box={cell.box} side={54} />
      <LabelChip countable={countable} label={label} />
      {reviewed && <Check size={12} className="strip-check" aria-hidden />}
    </div>
  );
});
