import { CircleMinus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../domain/case.ts';
import { includeField } from '../../store/commands/index.ts';
import { useWorkstation } from '../../store/react.tsx';
import { useLocked } from '../shared/useLocked.ts';

/** Says above a field that its cells do not count, and why. */
export function ExcludedNote({ field }: { field: Field }) {
  const { t } = useTranslation();
  const { documents } = useWorkstation();
  const locked = useLocked();
  if (!field.excluded) return null;
  const { reason, by } = field.excluded;
  return (
    <p className="excluded-note" role="status">
      <CircleMinus size={14} aria-hidden />
      <span>{t('fieldList.excludedBy', { reason, by })}</span>
      {!locked && (
        <button
          type="button"
          className="link-button"
          onClick={() => documents.execute(includeField(field.id))}
        >
          {t('fieldList.include')}
        </button>
      )}
    </p>
  );
}
