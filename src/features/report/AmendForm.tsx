import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { amend } from '../../store/commands/index.ts';
import { useWorkstation } from '../../store/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { SignatureFacts } from './SignatureFacts.tsx';

/** A signed case: its signature, and the way to open it again for a stated reason. */
export function AmendForm({ document, onClose }: { document: Case; onClose: () => void }) {
  const { t } = useTranslation();
  const { documents } = useWorkstation();
  const [reason, setReason] = useState('');
  const id = useId();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!reason.trim()) return;
    documents.execute(amend(reason.trim()));
    onClose();
  };
  return (
    <form onSubmit={submit}>
      <SignatureFacts document={document} />
      <label className="form-row" htmlFor={id}>
        {t('sign.reason')}
        <input
          id={id}
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.target.value)}
        />
        <small>{t('sign.reasonHint')}</small>
      </label>
      <div className="form-actions">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button kind="primary" type="submit" disabled={!reason.trim()}>
          {t('sign.amend')}
        </Button>
      </div>
    </form>
  );
}
