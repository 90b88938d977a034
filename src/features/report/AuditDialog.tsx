import { useTranslation } from 'react-i18next';
import { tellAudit } from '../../domain/text/index.ts';
import { useWorkstationState } from '../../store/react.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { dateTime } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';

/** Who changed what, newest first. */
export function AuditDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const audit = useWorkstationState((state) => state.document?.audit) ?? [];
  return (
    <Dialog title={t('audit.title')} open={open} onClose={onClose} wide>
      {audit.length === 0 ? (
        <p>{t('audit.empty')}</p>
      ) : (
        <ol className="audit">
          {audit.toReversed().map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the trail only grows; a line's place is its name
            <li key={audit.length - index}>
              <time dateTime={entry.at}>{dateTime(entry.at, language)}</time>
              <span>{entry.by}</span>
              <span>{tellAudit(entry, language)}</span>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
