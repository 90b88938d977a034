import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import type { StorageUse as Use } from '../../store/services.ts';
import { useLanguage } from '../shared/useLanguage.ts';

/** Share of the room above which the user is warned. */
const NEARLY_FULL = 0.8;

/** How much of the browser's storage is used; says in time when it is nearly full. */
export function StorageUse() {
  const { t } = useTranslation();
  const { services } = useWorkstation();
  const cases = useWorkstationState((state) => state.cases);
  const language = useLanguage();
  const [use, setUse] = useState<Use | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cases are what fills the storage
  useEffect(() => {
    services.repository.use().then(setUse, () => setUse(null));
  }, [services, cases]);

  if (use?.used == null) return null;
  const megabytes = (bytes: number) =>
    (bytes / 1e6).toLocaleString(language, { maximumFractionDigits: bytes < 1e7 ? 1 : 0 });
  if (use.quota === null)
    return <p className="storage-use">{t('storage.used', { used: megabytes(use.used) })}</p>;
  const isNearlyFull = use.used / use.quota > NEARLY_FULL;
  return (
    <div className="storage-use" data-full={isNearlyFull}>
      <span>{t('storage.usedOf', { used: megabytes(use.used), quota: megabytes(use.quota) })}</span>
      <meter
        min={0}
        max={use.quota}
        high={use.quota * NEARLY_FULL}
        value={use.used}
        aria-label={t('storage.label')}
      />
      {isNearlyFull && <strong role="status">{t('storage.nearlyFull')}</strong>}
    </div>
  );
}
