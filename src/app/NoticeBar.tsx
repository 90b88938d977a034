import { useTranslation } from 'react-i18next';
import { RESEARCH_USE_NOTICE, SYNTHETIC_NOTICE } from '../domain/notice.ts';

/** Always on the screen; cannot be dismissed. */
export function NoticeBar({ synthetic }: { synthetic: boolean }) {
  const { t } = useTranslation();
  return (
    <aside className="notice-bar" aria-label={t('notice.label')}>
      <span>{RESEARCH_USE_NOTICE}</span>
      {synthetic && <span className="synthetic-notice">{SYNTHETIC_NOTICE}</span>}
    </aside>
  );
}
