import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstation } from '../../store/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { Dialog } from '../shared/Dialog.tsx';

/** Asks for a name and creates an empty case. */
export function NewCaseDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { documents } = useWorkstation();
  const [name, setName] = useState('');
  const formId = useId();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    void documents.create(name.trim());
    setName('');
    onClose();
  };

  return (
    <Dialog
      title={t('cases.new')}
      open={open}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={!name.trim()}>
            {t('cases.create')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <label className="form-row">
          {t('cases.name')}
          <input
            autoFocus
            value={name}
            maxLength={120}
            onChange={(event) => setName(event.target.value)}
          />
          <small>{t('cases.nameHint')}</small>
        </label>
      </form>
    </Dialog>
  );
}
