import { Lock, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { useWorkstationState } from '../../store/react.tsx';
import { dateTime } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';

/** Says that a case is locked and by whom: signed, or edited in another tab. Else nothing. */
export function SignedBanner({ document }: { document: Case }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const following = useWorkstationState((state) => state.access === 'follow');
  const { signature, version } = document;
  if (signature)
    return (
      <p className="signed-banner" data-testid="signed-banner">
        <ShieldCheck size={15} aria-hidden />
        <span>
          <strong>
            {t('signing.banner', {
              name: signature.by,
              at: dateTime(signature.at, language),
            })}
            {' · '}
            {t('signing.version', { version })}
          </strong>
          <br />
          {t('signing.bannerText')}
        </span>
      </p>
    );
  if (following)
    return (
      <p className="signed-banner" data-kind="following">
        <Lock size={15} aria-hidden />
        <span>{t('signing.following')}</span>
      </p>
    );
  return null;
}
