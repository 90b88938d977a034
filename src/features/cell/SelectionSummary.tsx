import { Ban, Check, Combine, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { attentionOf } from '../../domain/attention.ts';
import type { Label } from '../../domain/classes.ts';
import { useWorkstation } from '../../store/react.tsx';
import { readCell } from '../../store/review.ts';
import type { PlacedCell } from '../../store/reviewActions.ts';
import { Button, IconButton } from '../shared/buttons.tsx';
import { LabelChip } from '../shared/LabelChip.tsx';
import { RelabelList } from './RelabelList.tsx';

interface SelectionSummaryProps {
  /** More than one; the last is the primary. */
  readonly cells: readonly PlacedCell[];
  readonly prefix: string | null;
  readonly locked: boolean;
  readonly onLabel: (label: Label) => void;
  readonly onAccept: () => void;
  readonly onCountable: (countable: boolean) => void;
  readonly onDelete: () => void;
}

/** How many of the selected cells are called what, the most frequent first. */
function statesOf(cells: readonly PlacedCell[]) {
  const states = new Map<string, { countable: boolean; label: Label | null; count: number }>();
  for (const { cell } of cells) {
    const { countable, label } = readCell(cell);
    const key = countable ? (label ?? '?') : '×';
    const state = states.get(key) ?? { countable, label: countable ? label : null, count: 0 };
    states.set(key, { ...state, count: state.count + 1 });
  }
  return [...states].sort(([, a], [, b]) => b.count - a.count);
}

/** Many cells at once: what they are, and the same actions on all of them. */
export function SelectionSummary(props: SelectionSummaryProps) {
  const { t } = useTranslation();
  const { review } = useWorkstation();
  const { cells, locked } = props;
  const primary = cells.at(-1)!;
  const { countable } = readCell(primary.cell);
  const states = statesOf(cells);
  const needLook = cells.filter(({ cell }) => attentionOf(cell).length > 0).length;
  const oneField = cells.every(({ field }) => field.id === primary.field.id);
  const only = states.length === 1 ? states[0]![1].label : null;
  return (
    <div className="cell-panel">
      <h3 data-testid="selection-title">{t('selected.title', { count: cells.length })}</h3>
      <ul className="selection-states" data-testid="selection-states">
        {states.map(([key, state]) => (
          <li key={key}>
            <b>{state.count}</b> <LabelChip countable={state.countable} label={state.label} />
            {state.countable && !state.label && <span>{t('selected.unnamed')}</span>}
          </li>
        ))}
      </ul>
      {needLook > 0 && <p className="hint">{t('selected.needLook', { count: needLook })}</p>}
      <div className="cell-actions">
        <Button icon={Check} disabled={locked} onClick={props.onAccept}>
          {t('cell.accept')}
        </Button>
        <Button icon={Ban} disabled={locked} onClick={() => props.onCountable(!countable)}>
          {countable ? t('cell.markUncountable') : t('cell.markCountable')}
        </Button>
        {oneField && (
          <IconButton
            label={t('selected.merge')}
            icon={Combine}
            disabled={locked}
            onClick={() => review.merge()}
          />
        )}
        <IconButton
          label={t('actions.delete')}
          icon={Trash2}
          disabled={locked}
          onClick={props.onDelete}
        />
      </div>
      <p className="hint">{t('selected.hint')}</p>
      <RelabelList current={only} prefix={props.prefix} locked={locked} onLabel={props.onLabel} />
    </div>
  );
}
