import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Case, Reader } from '../../domain/case.ts';
import { readingOf } from '../../domain/readers.ts';
import { removeReader } from '../../store/commands/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { IconButton } from '../shared/buttons.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { listed } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { ReaderImport } from './ReaderImport.tsx';

/** Whose cells lie beside the case's own, and the way to bring more. */
export function ReadersDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const document = useWorkstationState((state) => state.document);
  return (
    <Dialog title={t('readers.title')} open={open && document !== null} onClose={onClose} wide>
      {document && (
        <>
          <p>{t('readers.about')}</p>
          {document.readers.length === 0 ? (
            <p className="hint">{t('readers.none')}</p>
          ) : (
            <ul className="reader-list">
              {document.readers.map((reader) => (
                <ReaderRow key={reader.id} document={document} reader={reader} />
              ))}
            </ul>
          )}
          <ReaderImport document={document} />
        </>
      )}
    </Dialog>
  );
}

function ReaderRow({ document, reader }: { document: Case; reader: Reader }) {
  const { t } = useTranslation();
  const { documents } = useWorkstation();
  const language = useLanguage();
  const following = useWorkstationState((state) => state.access === 'follow');
  const { cells } = readingOf(document, reader);
  const count = [...cells.values()].reduce((sum, list) => sum + list.length, 0);
  const { format, files } = reader.source;
  return (
    <li data-testid="reader">
      <div>
        <strong>{reader.name}</strong> · {t(`readers.${reader.kind}`)} ·{' '}
        {t('readers.cells', { count, fields: cells.size })}
        <p className="hint">
          {t('readers.from', {
            format: format.toUpperCase(),
            files: listed(files.slice(0, 3), language) + (files.length > 3 ? ' …' : ''),
            by: reader.imported.by,
          })}
        </p>
      </div>
      <IconButton
        label={t('readers.remove', { name: reader.name })}
        icon={Trash2}
        disabled={following}
        onClick={() => documents.execute(removeReader(reader.id))}
      />
    </li>
  );
}
