import { LoaderCircle, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { signatureHolds } from '../../domain/signing.ts';
import { dateTime } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';

/** Who signed what and when, with the hash made anew of the content at hand. */
export function SignatureFacts({ document }: { document: Case }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { signature, version } = document;
  const holds = useSignatureHolds(document);
  if (!signature) return null;
  return (
    <section className="signature-facts">
      <p>
        <strong>{t('signing.version', { version })}</strong>
        {' · '}
        {t('sign.signedText', { name: signature.by, at: dateTime(signature.at, language) })}
      </p>
      <p className="signature-check" data-holds={holds ?? 'checking'} role="status">
        {holds === null ? (
          <>
            <LoaderCircle size={14} className="spin" aria-hidden /> {t('signing.checking')}
          </>
        ) : holds ? (
          <>
            <ShieldCheck size={14} aria-hidden /> {t('signing.holds')}
          </>
        ) : (
          <>
            <ShieldAlert size={14} aria-hidden /> {t('signing.broken')}
          </>
        )}
      </p>
      <p className="hash">
        {t('sign.hash')} <code>{signature.contentHash}</code>
      </p>
    </section>
  );
}

/** Whether the content is what was signed; null while it is worked out. */
function useSignatureHolds(document: Case): boolean | null {
  const [checked, setChecked] = useState<{ of: Case; holds: boolean } | null>(null);
  useEffect(() => {
    let current = true;
    void signatureHolds(document).then((holds) => {
      if (current) setChecked({ of: document, holds: holds ?? false });
    });
    return () => {
      current = false;
    };
  }, [document]);
  return checked?.of === document ? checked.holds : null;
}
