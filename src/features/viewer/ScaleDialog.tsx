import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../domain/case.ts';
import { setScale } from '../../store/commands/index.ts';
import { useWorkstation } from '../../store/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { useGivenName } from '../shared/useGivenName.ts';

interface ScaleDialogProps {
  readonly field: Field;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Enters or clears a field's scale. The cells are cut anew by the next analysis. */
export function ScaleDialog({ field, open, onClose }: ScaleDialogProps) {
  const { t } = useTranslation();
  const named = useGivenName();
  return (
    <Dialog title={t('scale.title', { name: named(field.name) })} open={open} onClose={onClose}>
      <ScaleForm field={field} onClose={onClose} />
    </Dialog>
  );
}

function ScaleForm({ field, onClose }: Omit<ScaleDialogProps, 'open'>) {
  const { t } = useTranslation();
  const { documents } = useWorkstation();
  const [text, setText] = useState(field.scale ? String(field.scale.micrometresPerPixel) : '');
  const id = useId();
  const value = Number(text.replace(',', '.'));
  // From a 100× oil lens on a fine camera to a 10× overview.
  const valid = value >= 0.01 && value <= 2;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!valid) return;
    documents.execute(setScale(field.id, value));
    onClose();
  };
  return (
    <form onSubmit={submit}>
      <label className="form-row" htmlFor={id}>
        {t('scale.label')}
        <input id={id} inputMode="decimal" value={text} onChange={(e) => setText(e.target.value)} />
        <small>{t('scale.hint')}</small>
      </label>
      <div className="form-actions">
        <Button
          disabled={!field.scale}
          onClick={() => {
            documents.execute(setScale(field.id, null));
            onClose();
          }}
        >
          {t('scale.clear')}
        </Button>
        <Button kind="primary" type="submit" disabled={!valid}>
          {t('scale.save')}
        </Button>
      </div>
    </form>
  );
}
