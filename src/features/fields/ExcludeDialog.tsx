import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../domain/case.ts';
import { excludeField } from '../../store/commands/index.ts';
import { useWorkstation } from '../../store/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { Dialog } from '../shared/Dialog.tsx';

const REASONS = ['thick', 'diluted', 'stain', 'focus', 'damaged', 'overlap'] as const;
type Choice = (typeof REASONS)[number] | 'other';

interface ExcludeDialogProps {
  readonly field: Field | null;
  readonly onClose: () => void;
}

/** Asks why a field is left out of the count; without a reason it is not. */
export function ExcludeDialog({ field, onClose }: ExcludeDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('fieldList.excludeTitle', { name: field?.name ?? '' })}
      open={field !== null}
      onClose={onClose}
    >
      {field && <ReasonForm field={field} onClose={onClose} />}
    </Dialog>
  );
}

function ReasonForm({ field, onClose }: { field: Field; onClose: () => void }) {
  const { t } = useTranslation();
  const { documents } = useWorkstation();
  const [choice, setChoice] = useState<Choice | null>(null);
  const [own, setOwn] = useState('');
  const reason =
    choice === null ? '' : choice === 'other' ? own.trim() : t(`fieldList.reasons.${choice}`);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason === '') return;
    documents.execute(excludeField(field.id, reason));
    onClose();
  };

  return (
    <form onSubmit={submit}>
      <p>{t('fieldList.excludeText')}</p>
      <fieldset className="reasons">
        <legend>{t('fieldList.excludeReason')}</legend>
        {([...REASONS, 'other'] as const).map((id) => (
          <label key={id}>
            <input
              type="radio"
              name="reason"
              checked={choice === id}
              onChange={() => setChoice(id)}
            />
            {t(id === 'other' ? 'fieldList.otherReason' : `fieldList.reasons.${id}`)}
          </label>
        ))}
      </fieldset>
      {choice === 'other' && (
        <label className="form-row">
          {t('fieldList.ownReason')}
          <input
            // biome-ignore lint/a11y/noAutofocus: the first thing to be typed in a dialog that was asked for
            autoFocus
            value={own}
            maxLength={200}
            onChange={(event) => setOwn(event.target.value)}
          />
        </label>
      )}
      <div className="form-actions">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button kind="primary" type="submit" disabled={reason === ''}>
          {t('fieldList.excludeConfirm')}
        </Button>
      </div>
    </form>
  );
}
