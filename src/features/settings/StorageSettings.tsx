import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstation } from '../../store/react.tsx';
import type { StorageUse } from '../../store/services.ts';
import { Button } from '../shared/buttons.tsx';
import { fileSize } from '../shared/fileSize.ts';

/** Room that the cases take in the browser, and whether the browser promises to keep them. */
export function StorageSettings() {
  const { t } = useTranslation();
  const { repository } = useWorkstation().services;
  const [use, setUse] = useState<StorageUse | null>(null);
  const [kept, setKept] = useState<boolean | null>(null);
  useEffect(() => {
    let shown = true;
    const unknown: StorageUse = { used: null, quota: null };
    void repository
      .use()
      .catch(() => unknown)
      .then((found) => shown && setUse(found));
    return () => {
      shown = false;
    };
  }, [repository]);

  return (
    <div className="storage">
      <dl>
        <div>
          <dt>{t('preferences.storage.used')}</dt>
          <dd>
            <UseText use={use} />
          </dd>
        </div>
        <div>
          <dt>{t('preferences.storage.kept')}</dt>
          <dd>
            {kept !== null && (
              <p role="status">
                {t(kept ? 'preferences.storage.persisted' : 'preferences.storage.notPersisted')}
              </p>
            )}
            {kept !== true && (
              <Button onClick={() => void repository.persist().then(setKept, () => setKept(false))}>
                {t('preferences.storage.ask')}
              </Button>
            )}
          </dd>
        </div>
      </dl>
      <p className="hint">{t('preferences.storage.where')}</p>
    </div>
  );
}

function UseText({ use }: { use: StorageUse | null }) {
  const { t } = useTranslation();
  if (use === null) return <>{t('preferences.storage.asking')}</>;
  const { used, quota } = use;
  if (used === null) return <>{t('preferences.storage.unknown')}</>;
  if (quota === null) return <>{fileSize(used)}</>;
  return (
    <>
      {t('preferences.storage.of', { used: fileSize(used), quota: fileSize(quota) })}
      <progress value={used} max={quota} aria-label={t('preferences.storage.meter')} />
    </>
  );
}
