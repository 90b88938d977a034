import { useTranslation } from 'react-i18next';
import { researchUseNotice, syntheticNotice } from '../domain/notice.ts';
import { useLanguage } from '../features/shared/useLanguage.ts';

/** Always on the screen; cannot be dismissed. */
export function NoticeBar({ synthetic }: { synthetic: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <aside className="notice-bar" aria-label={t('notice.label')}>
      <span>{researchUseNotice(language)}</span>
      {synthetic && <span className="synthetic-notice">{syntheticNotice(language)}</span>}
    </aside>
  );
}
