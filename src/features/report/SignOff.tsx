import { PenLine, ShieldCheck } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { missingForSignOff } from '../../domain/signOff.ts';
import { amend } from '../../store/commands/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { dateTime } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';

/** Signs a case, or opens a signed one again. */
export function SignOff() {
  const { t } = useTranslation();
  const language = useLanguage();
  const document = useWorkstationState((state) => state.document);
  const analysing = useWorkstationState((state) => state.analysing);
  const [open, setOpen] = useState(false);
  if (!document) return null;
  const { signature } = document;
  const analysed = document.fields.some((field) => field.cells.length > 0);
  const close = () => setOpen(false);
  return (
    <>
      <Button
        icon={signature ? ShieldCheck : PenLine}
        disabled={!signature && (!analysed || analysing)}
        title={signature ? dateTime(signature.at, language) : undefined}
        onClick={() => setOpen(true)}
      >
        {signature ? t('sign.signedBy', { name: signature.by }) : t('sign.sign')}
      </Button>
      <Dialog
        title={signature ? t('sign.amendTitle') : t('sign.title')}
        open={open}
        onClose={close}
      >
        {signature ? <AmendForm onClose={close} /> : <SignForm onClose={close} />}
      </Dialog>
    </>
  );
}

function SignForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { documents, setPreferences } = useWorkstation();
  const document = useWorkstationState((state) => state.document);
  const reviewer = useWorkstationState((state) => state.preferences.reviewer);
  const [name, setName] = useState(reviewer);
  const id = useId();
  if (!document) return null;
  const missing = missingForSignOff(document);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    setPreferences({ reviewer: name.trim() });
    await documents.sign();
    onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <p>{t('sign.text')}</p>
      {missing.length > 0 && (
        <ul className="sign-warning">
          {missing.map((item) => (
            <li key={item.kind}>
              {t(`sign.missing.${item.kind}`, { count: 'count' in item ? item.count : 0 })}
            </li>
          ))}
        </ul>
      )}
      <label className="form-row" htmlFor={id}>
        {t('sign.name')}
        <input
          id={id}
          value={name}
          maxLength={80}
          autoComplete="name"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <div className="form-actions">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button kind="primary" type="submit" disabled={!name.trim() || missing.length > 0}>
          {t('sign.confirm')}
        </Button>
      </div>
    </form>
  );
}

function AmendForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { documents } = useWorkstation();
  const signature = useWorkstationState((state) => state.document?.signature);
  const [reason, setReason] = useState('');
  const id = useId();
  if (!signature) return null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!reason.trim()) return;
    documents.execute(amend(reason.trim()));
    onClose();
  };
  return (
    <form onSubmit={submit}>
      <p>{t('sign.signedText', { name: signature.by, at: dateTime(signature.at, language) })}</p>
      <p className="hash">
        {t('sign.hash')} <code>{signature.contentHash}</code>
      </p>
      <label className="form-row" htmlFor={id}>
        {t('sign.reason')}
        <input id={id} value={reason} onChange={(event) => setReason(event.target.value)} />
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
