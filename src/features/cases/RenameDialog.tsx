import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renameCase } from '../../store/commands/index.ts';
import { useWorkstation } from '../../store/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { Dialog } from '../shared/Dialog.tsx';

interface RenameDialogProps {
  readonly name: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Gives the open case another name. */
export function RenameDialog({ name, open, onClose }: RenameDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('header.rename')} open={open} onClose={onClose}>
      <RenameForm name={name} onClose={onClose} />
    </Dialog>
  );
}

function RenameForm({ name, onClose }: Omit<RenameDialogProps, 'open'>) {
  const { t } = useTranslation();
  const { documents } = useWorkstation();
  const [text, setText] = useState(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    documents.execute(renameCase(text.trim()));
    onClose();
  };
  return (
    <form onSubmit={submit}>
      <label className="form-row">
        {t('cases.name')}
        <input value={text} maxLength={120} onChange={(event) => setText(event.target.value)} />
        <small>{t('cases.nameHint')}</small>
      </label>
      <div className="form-actions">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button kind="primary" type="submit" disabled={!text.trim()}>
          {t('header.renameAction')}
        </Button>
      </div>
    </form>
  );
}
