import { Check } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cell, Field } from '../../domain/case.ts';
import { labelName } from '../../domain/classes.ts';
import { readCell } from '../../store/review.ts';
import { CellPicture } from '../cell/CellPicture.tsx';
import { useFieldPicture } from '../fields/useFieldPicture.ts';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';

interface CellStripProps {
  readonly field: Field;
  readonly order: readonly Cell[];
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
}

/** The field's cells side by side, in reading order; the way to them without the pointer. */
export function CellStrip({ field, order, selectedId, onSelect }: CellStripProps) {
  const { t } = useTranslation();
  const picture = useFieldPicture(field.imageId);
  const url = picture.phase === 'ready' ? picture.picture.url : null;
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (selectedId === null) return;
    list.current
      ?.querySelector('[aria-selected="true"]')
      ?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  }, [selectedId]);

  return (
    <div
      ref={list}
      className="cell-strip"
      role="listbox"
      aria-label={t('viewer.cells')}
      aria-orientation="horizontal"
    >
      {order.map((cell, index) => (
        <StripCell
          key={cell.id}
          cell={cell}
          field={field}
          url={url}
          number={index + 1}
          selected={cell.id === selectedId}
          tabbable={selectedId === null ? index === 0 : cell.id === selectedId}
          onSelect={onSelect}
        />
      ))}
    </div>
  );
}

interface StripCellProps {
  readonly cell: Cell;
  readonly field: Field;
  readonly url: string | null;
  readonly number: number;
  readonly selected: boolean;
  readonly tabbable: boolean;
  readonly onSelect: (id: string) => void;
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
      tabIndex={props.tabbable ? 0 : -1}
      onClick={() => props.onSelect(cell.id)}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) props.onSelect(cell.id);
      }}
    >
      <CellPicture url={url} field={field} box={cell.box} side={54} />
      <LabelChip countable={countable} label={label} />
      {reviewed && <Check size={12} className="strip-check" aria-hidden />}
    </div>
  );
});
