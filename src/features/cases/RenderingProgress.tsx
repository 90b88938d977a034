import { useTranslation } from 'react-i18next';
import { useWorkstationState } from '../../store/react.tsx';

/** How far the rendering of the demonstration cases has come. */
export function RenderingProgress() {
  const { t } = useTranslation();
  const start = useWorkstationState((state) => state.start);
  if (start.phase !== 'rendering') return null;
  return (
    <div className="rendering" role="status">
      <span>{t('cases.rendering', { done: start.done, total: start.total })}</span>
      <progress value={start.done} max={start.total} aria-label={t('cases.renderingLabel')} />
    </div>
  );
}
