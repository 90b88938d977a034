import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseEntry } from '../../store/services.ts';
import { CaseRow } from './CaseRow.tsx';
import type { CaseActions } from './useCaseActions.ts';

interface CaseTableProps {
  readonly entries: readonly CaseEntry[];
  readonly selected: ReadonlySet<string>;
  readonly actions: CaseActions;
  readonly onSelect: (ids: readonly string[], on: boolean) => void;
  readonly onEdit: (entry: CaseEntry) => void;
}

/** The rows of the list; the arrow keys go from case to case, Home and End to the first and last. */
export function CaseTable({ entries, selected, actions, onSelect, onEdit }: CaseTableProps) {
  const { t } = useTranslation();
  const selectable = entries.filter(({ unreadable }) => unreadable === null).map(({ id }) => id);
  const all = selectable.length > 0 && selectable.every((id) => selected.has(id));
  return (
    <table className="case-table">
      <thead>
        <tr>
          <th className="case-check">
            <input
              type="checkbox"
              checked={all}
              ref={(element) => {
                if (element) element.indeterminate = !all && selected.size > 0;
              }}
              aria-label={t('caseList.selectAll')}
              onChange={() => onSelect(selectable, !all)}
            />
          </th>
          <th scope="col">{t('caseList.columns.case')}</th>
          <th scope="col">{t('caseList.columns.state')}</th>
          <th scope="col" className="number">
            {t('caseList.columns.fields')}
          </th>
          <th scope="col" className="number">
            {t('caseList.columns.cells')}
          </th>
          <th scope="col">{t('caseList.columns.call')}</th>
          <th scope="col">{t('caseList.columns.changed')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('caseList.columns.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody onKeyDown={walk}>
        {entries.map((entry) => (
          <CaseRow
            key={entry.id}
            entry={entry}
            selected={selected.has(entry.id)}
            actions={actions}
            onSelect={(on) => onSelect([entry.id], on)}
            onEdit={() => onEdit(entry)}
          />
        ))}
      </tbody>
    </table>
  );
}

/** From a row to the next, staying in the column: checkbox, case or actions. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const column = ['.case-check input', '.case-open', '.case-actions button'].find((selector) =>
    (event.target as Element).matches(selector),
  );
  if (!column || event.altKey || event.ctrlKey || event.metaKey) return;
  const list = [...event.currentTarget.querySelectorAll<HTMLElement>(`${column}:not(:disabled)`)];
  const at = list.indexOf(event.target as HTMLElement);
  const targets: Record<string, number> = {
    ArrowDown: Math.min(at + 1, list.length - 1),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: list.length - 1,
  };
  const target = list[targets[event.key] ?? -1];
  if (!target) return;
  event.preventDefault();
  target.focus();
}
