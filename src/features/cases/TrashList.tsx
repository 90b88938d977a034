import { RotateCcw, Trash2 } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import type { CaseEntry } from '../../store/services.ts';
import { TRASH_DAYS } from '../../store/start.ts';
import { Button } from '../shared/buttons.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { dateTime } from '../shared/format.ts';
import { useGivenName } from '../shared/useGivenName.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { Thumbnail } from './Thumbnail.tsx';

type Trashed = CaseEntry & { readonly deletedAt: string };

/** The cases in the trash, read anew whenever the list of cases changes. */
function useTrash(): { trash: readonly Trashed[] | null; reload: () => void } {
  const { services } = useWorkstation();
  const cases = useWorkstationState((state) => state.cases);
  const [trash, setTrash] = useState<readonly Trashed[] | null>(null);
  const reload = useCallback(() => {
    services.repository.listTrash().then(setTrash, () => setTrash([]));
  }, [services]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what leaves the list is in the trash
  useEffect(reload, [reload, cases]);
  return { trash, reload };
}

/** Whole days until a case in the trash is deleted for good. */
const daysLeft = (deletedAt: string, now: string): number =>
  Math.max(0, Math.ceil(TRASH_DAYS - (Date.parse(now) - Date.parse(deletedAt)) / (24 * 3_600_000)));

/** Deleted cases: bring them back, or delete them for good after a second word. */
export function TrashList() {
  const { t } = useTranslation();
  const named = useGivenName();
  const { documents, services } = useWorkstation();
  const language = useLanguage();
  const { trash, reload } = useTrash();
  const [purging, setPurging] = useState<readonly Trashed[]>([]);

  const purge = async () => {
    setPurging([]);
    for (const { id } of purging) await documents.purge(id);
    services.notify({ level: 'info', key: 'trash.emptied', values: { count: purging.length } });
    reload();
  };

  if (trash === null) return null;
  const [only] = purging;
  return (
    <section className="trash" aria-label={t('caseList.places.trash')}>
      <header className="trash-head">
        <p>{t('trash.text', { days: TRASH_DAYS })}</p>
        {trash.length > 0 && (
          <Button icon={Trash2} onClick={() => setPurging(trash)}>
            {t('trash.emptyAll')}
          </Button>
        )}
      </header>
      {trash.length === 0 ? (
        <div className="list-empty">
          <Trash2 size={28} aria-hidden />
          <strong>{t('trash.empty')}</strong>
        </div>
      ) : (
        <ul className="trash-list">
          {trash.map((entry) => (
            <li key={entry.id}>
              <Thumbnail imageId={entry.pictureId} />
              <span className="case-words">
                <span className="case-name">{named(entry.name)}</span>
                <span className="case-description">
                  {dateTime(entry.deletedAt, language)} ·{' '}
                  {t('trash.left', { count: daysLeft(entry.deletedAt, services.now()) })}
                </span>
              </span>
              <Button
                icon={RotateCcw}
                aria-label={t('trash.restoreName', { name: named(entry.name) })}
                onClick={() => void documents.restore(entry.id)}
              >
                {t('trash.restore')}
              </Button>
              <Button
                icon={Trash2}
                aria-label={t('trash.purgeName', { name: named(entry.name) })}
                onClick={() => setPurging([entry])}
              >
                {t('trash.purge')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Dialog
        title={t(purging.length > 1 ? 'trash.emptyTitle' : 'trash.purgeTitle')}
        open={purging.length > 0}
        onClose={() => setPurging([])}
        footer={
          <>
            <Button onClick={() => setPurging([])}>{t('common.cancel')}</Button>
            <Button kind="danger" onClick={() => void purge()}>
              {t('trash.purgeConfirm')}
            </Button>
          </>
        }
      >
        <p>
          {purging.length > 1
            ? t('trash.emptyText', { count: purging.length })
            : t('trash.purgeText', { name: only?.name ?? '' })}
        </p>
      </Dialog>
    </section>
  );
}
