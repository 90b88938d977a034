import { Scale, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case, Reader } from '../../domain/case.ts';
import { readingOf } from '../../domain/readers.ts';
import { removeReader } from '../../store/commands/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { Button, IconButton } from '../shared/buttons.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { listed } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { ReaderImport } from './ReaderImport.tsx';

// Loaded when first asked for.
const ComparisonPanel = lazy(async () => ({
  default: (await import('./ComparisonPanel.tsx')).ComparisonPanel,
}));

/** Whose cells lie beside the case's own, the way to bring more, and how two readers compare. */
export function ReadersDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const document = useWorkstationState((state) => state.document);
  const [comparing, setComparing] = useState<string | null>(null);
  const compared = document?.readers.find(({ id }) => id === comparing) ?? null;
  const close = () => {
    setComparing(null);
    onClose();
  };
  return (
    <Dialog
      title={t(compared ? 'comparison.title' : 'readers.title')}
      open={open && document !== null}
      onClose={close}
      wide
    >
      {document && compared && (
        <Suspense fallback={<p role="status">{t('shell.loadingView')}</p>}>
          <ComparisonPanel
            document={document}
            readerId={compared.id}
            onBack={() => setComparing(null)}
            onLeave={close}
          />
        </Suspense>
      )}
      {document && !compared && (
        <>
          <p>{t('readers.about')}</p>
          {document.readers.length === 0 ? (
            <p className="hint">{t('readers.none')}</p>
          ) : (
            <ul className="reader-list">
              {document.readers.map((reader) => (
                <ReaderRow
                  key={reader.id}
                  document={document}
                  reader={reader}
                  onCompare={() => setComparing(reader.id)}
                />
              ))}
            </ul>
          )}
          <ReaderImport document={document} />
        </>
      )}
    </Dialog>
  );
}

interface ReaderRowProps {
  readonly document: Case;
  readonly reader: Reader;
  readonly onCompare: () => void;
}

function ReaderRow({ document, reader, onCompare }: ReaderRowProps) {
  const { t } = useTranslation();
  const { documents } = useWorkstation();
  const language = useLanguage();
  const following = useWorkstationState((state) => state.access === 'follow');
  const { cells } = readingOf(document, reader);
  const count = [...cells.values()].reduce((sum, list) => sum + list.length, 0);
  const { format, files } = reader.source;
  return (
    <li data-testid="reader">
      <div className="reader-facts">
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
      <Button
        icon={Scale}
        aria-label={t('comparison.compareWith', { name: reader.name })}
        onClick={onCompare}
      >
        {t('comparison.compare')}
      </Button>
      <IconButton
        label={t('readers.remove', { name: reader.name })}
        icon={Trash2}
        disabled={following}
        onClick={() => documents.execute(removeReader(reader.id))}
      />
    </li>
  );
}
