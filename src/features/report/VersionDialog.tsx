import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { useWorkstation } from '../../store/react.tsx';
import { wordsOf } from '../../store/services.ts';
import { CallPanel } from '../call/CallPanel.tsx';
import { DifferentialPanel } from '../differential/DifferentialPanel.tsx';
import { Button } from '../shared/buttons.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { SignatureFacts } from './SignatureFacts.tsx';
import { useExport } from './useExport.ts';

type Loaded =
  | { readonly phase: 'reading' }
  | { readonly phase: 'read'; readonly document: Case }
  | { readonly phase: 'failed'; readonly error: unknown };

interface VersionDialogProps {
  readonly caseId: string;
  readonly name: string;
  /** null: closed. */
  readonly version: number | null;
  readonly onClose: () => void;
}

/** A version as it was signed: call, count and signature, to read and to export. */
export function VersionDialog({ caseId, name, version, onClose }: VersionDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('signing.viewTitle', { version: version ?? 0, name })}
      open={version !== null}
      onClose={onClose}
      wide
    >
      {version !== null && <SignedVersion caseId={caseId} version={version} />}
    </Dialog>
  );
}

function SignedVersion({ caseId, version }: { caseId: string; version: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const loaded = useVersion(caseId, version);
  const write = useExport();
  if (loaded.phase === 'reading') return <p role="status">{t('signing.reading')}</p>;
  if (loaded.phase === 'failed')
    return (
      <p className="problem" role="alert">
        {t('signing.notRead', { version, problem: wordsOf(loaded.error, language) })}
      </p>
    );
  const { document } = loaded;
  return (
    <div className="signed-version" data-testid="signed-version">
      <SignatureFacts document={document} />
      <p className="hint">{t('signing.readOnly')}</p>
      <div className="version-exports">
        {(['pdf', 'csv', 'json', 'fhir'] as const).map((kind) => (
          <Button key={kind} icon={Download} onClick={() => void write(kind, document)}>
            {t(`exports.${kind}`)}
          </Button>
        ))}
      </div>
      <CallPanel document={document} readOnly />
      <DifferentialPanel document={document} />
    </div>
  );
}

function useVersion(caseId: string, version: number): Loaded {
  const { services } = useWorkstation();
  const [loaded, setLoaded] = useState<Loaded>({ phase: 'reading' });
  useEffect(() => {
    let current = true;
    const show = (next: Loaded) => {
      if (current) setLoaded(next);
    };
    show({ phase: 'reading' });
    services.repository.loadVersion(caseId, version).then(
      (document) => show({ phase: 'read', document }),
      (error: unknown) => show({ phase: 'failed', error }),
    );
    return () => {
      current = false;
    };
  }, [services, caseId, version]);
  return loaded;
}
