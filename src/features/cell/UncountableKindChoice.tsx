import { useTranslation } from 'react-i18next';
import { type Cell, UNCOUNTABLE_KINDS, type UncountableKind } from '../../domain/case.ts';
import { setUncountableKind } from '../../store/commands/index.ts';
import { useWorkstation } from '../../store/react.tsx';

interface UncountableKindChoiceProps {
  readonly cell: Cell;
  readonly locked: boolean;
}

/** Why an uncountable cell does not count. */
export function UncountableKindChoice({ cell, locked }: UncountableKindChoiceProps) {
  const { t } = useTranslation();
  const { documents } = useWorkstation();
  const kind = cell.review?.kind;
  return (
    <label className="uncountable-kind">
      {t('figures.kind.label')}
      <select
        value={kind ?? ''}
        disabled={locked}
        onChange={(event) =>
          documents.execute(
            setUncountableKind(
              { cellIds: [cell.id] },
              event.target.value === '' ? null : (event.target.value as UncountableKind),
            ),
          )
        }
      >
        <option value="">{t('figures.kind.unknown')}</option>
        {UNCOUNTABLE_KINDS.map((name) => (
          <option key={name} value={name}>
            {t(`figures.kind.${name}`)}
          </option>
        ))}
      </select>
      {kind === 'mast' && <small>{t('figures.kind.mastNote')}</small>}
    </label>
  );
}
