import { WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { tell } from '../domain/text/index.ts';
import { RenderingProgress } from '../features/cases/RenderingProgress.tsx';
import { LanguageSwitch } from '../features/shared/LanguageSwitch.tsx';
import { useLanguage } from '../features/shared/useLanguage.ts';
import { useWorkstationState } from '../store/react.tsx';
import { isCaseView } from '../store/state.ts';
import { useOnline } from './useOnline.ts';

interface StatusBarProps {
  readonly onPack: () => void;
  readonly onAudit: () => void;
}

/** Which pack runs, on what and why; and the audit trail. */
export function StatusBar({ onPack, onAudit }: StatusBarProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const engine = useWorkstationState((state) => state.engine);
  const preference = useWorkstationState((state) => state.preferences.backend);
  const online = useOnline();
  const view = useWorkstationState((state) => state.view);
  const entries = useWorkstationState((state) =>
    isCaseView(state.view) ? state.document?.audit.length : undefined,
  );
  const words = {
    closed: t('status.packClosed'),
    opening: t('status.packOpening'),
    failed: t('status.packFailed'),
  };
  return (
    <footer className="status-bar">
      <button type="button" onClick={onPack}>
        {engine.phase === 'open'
          ? t('status.pack', { name: engine.info.pack.name, version: engine.info.pack.version })
          : words[engine.phase]}
      </button>
      {engine.phase === 'open' ? (
        <span className="backend-reason" data-testid="backend">
          {t('pack.inUse', {
            name: t(`backends.${engine.info.backend.name}`),
            count: engine.info.backend.threads,
            reason: tell(engine.info.backend.reason, language),
          })}
        </span>
      ) : (
        <span data-testid="backend">
          {t('status.backend', {
            name: preference === 'auto' ? t('pack.auto') : t(`backends.${preference}`),
          })}
        </span>
      )}
      {!online && (
        <span className="offline" role="status">
          <WifiOff size={12} aria-hidden /> {t('shell.offline')}
        </span>
      )}
      {view !== 'cases' && <RenderingProgress />}
      <span className="spacer" />
      {entries !== undefined && (
        <button type="button" onClick={onAudit}>
          {t('status.audit', { count: entries })}
        </button>
      )}
      <LanguageSwitch />
    </footer>
  );
}
