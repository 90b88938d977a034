import { PenLine, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstationState } from '../../store/react.tsx';
import { useActions } from '../keyboard/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { dateTime } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { AmendForm } from './AmendForm.tsx';
import { EarlierVersions } from './EarlierVersions.tsx';
import { SignForm } from './SignForm.tsx';
import { VersionDialog } from './VersionDialog.tsx';

/** Signs a case, or opens a signed one again; and shows the versions that were signed before. */
export function SignOff() {
  const { t } = useTranslation();
  const language = useLanguage();
  const document = useWorkstationState((state) => state.document);
  const analysing = useWorkstationState((state) => state.analysing);
  const following = useWorkstationState((state) => state.access === 'follow');
  const [open, setOpen] = useState(false);
  const [viewed, setViewed] = useState<number | null>(null);
  const available = document !== null && !following && (document.signature !== null || !analysing);
  useActions({ sign: { run: () => setOpen(true), available } });
  if (!document) return null;
  const { signature } = document;
  const close = () => setOpen(false);
  return (
    <>
      <Button
        icon={signature ? ShieldCheck : PenLine}
        className={signature ? 'signed-button' : ''}
        disabled={!available}
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
        {signature ? (
          <AmendForm document={document} onClose={close} />
        ) : (
          <SignForm document={document} onClose={close} />
        )}
        <EarlierVersions versions={document.earlier} onView={setViewed} />
      </Dialog>
      <VersionDialog
        caseId={document.id}
        name={document.name}
        version={viewed}
        onClose={() => setViewed(null)}
      />
    </>
  );
}
