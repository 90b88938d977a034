import { FileInput } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case, Reader } from '../../domain/case.ts';
import type { MappingTarget } from '../../domain/classNames.ts';
import { type MatchedAnnotations, readerCells } from '../../io/import/match.ts';
import { importReader } from '../../store/commands/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { wordsOf } from '../../store/services.ts';
import { Button } from '../shared/buttons.tsx';
import { listed } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { ClassMeanings } from './ClassMeanings.tsx';
import { ProblemList } from './ProblemList.tsx';

type Step =
  | { readonly phase: 'idle' }
  | { readonly phase: 'reading' }
  | { readonly phase: 'failed'; readonly error: unknown }
  /** Some files are of no use: whether to go on without them is the user's word. */
  | { readonly phase: 'partly'; readonly matched: MatchedAnnotations }
  | { readonly phase: 'matched'; readonly matched: MatchedAnnotations };

/** Picks files of boxes, shows what was found in them, and asks what is not understood. */
export function ReaderImport({ document }: { document: Case }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const following = useWorkstationState((state) => state.access === 'follow');
  const input = useRef<HTMLInputElement>(null);
  const [step, setStep] = useState<Step>({ phase: 'idle' });

  const read = async (files: readonly File[]) => {
    if (files.length === 0) return;
    setStep({ phase: 'reading' });
    try {
      const [{ readAnnotations }, { matchAnnotations }] = await Promise.all([
        import('../../io/import/index.ts'),
        import('../../io/import/match.ts'),
      ]);
      const matched = matchAnnotations(await readAnnotations(files), document);
      setStep({ phase: matched.failed.length > 0 ? 'partly' : 'matched', matched });
    } catch (error) {
      setStep({ phase: 'failed', error });
    }
  };

  return (
    <section className="reader-import">
      <Button icon={FileInput} disabled={following} onClick={() => input.current?.click()}>
        {t('readers.choose')}
      </Button>
      <p className="hint">{t('readers.chooseHint')}</p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".json,.xml,.txt,.names,.csv,.zip"
        aria-label={t('readers.choose')}
        data-testid="reader-files"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          void read(files);
        }}
      />
      {step.phase === 'reading' && <p role="status">{t('readers.reading')}</p>}
      {step.phase === 'failed' && (
        <p className="problem" role="alert">
          {wordsOf(step.error, language)}
        </p>
      )}
      {step.phase === 'partly' && (
        <>
          <ProblemList
            title={t('readers.partly', { count: step.matched.failed.length })}
            problems={step.matched.failed.map(({ error }) => wordsOf(error, language))}
          />
          <div className="form-actions">
            <Button onClick={() => setStep({ phase: 'idle' })}>{t('common.cancel')}</Button>
            <Button onClick={() => setStep({ phase: 'matched', matched: step.matched })}>
              {t('readers.goOn')}
            </Button>
          </div>
        </>
      )}
      {step.phase === 'matched' && (
        <MatchedForm
          document={document}
          matched={step.matched}
          onDone={() => setStep({ phase: 'idle' })}
        />
      )}
    </section>
  );
}

interface MatchedFormProps {
  readonly document: Case;
  readonly matched: MatchedAnnotations;
  readonly onDone: () => void;
}

function MatchedForm({ document, matched, onDone }: MatchedFormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { documents, services } = useWorkstation();
  const [kind, setKind] = useState<Reader['kind']>('truth');
  const [name, setName] = useState(matched.files[0] ?? '');
  const [mapping, setMapping] = useState<ReadonlyMap<string, MappingTarget>>(
    () => new Map(matched.classes.map((item) => [item.name, item.target ?? 'omit'])),
  );
  const readings = readerCells(matched, mapping);
  const count = readings.reduce((sum, { cells }) => sum + cells.length, 0);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    const source = { format: matched.format, files: [...matched.files] };
    const reader = { id: services.newId(), kind, name: name.trim(), source };
    if (documents.execute(importReader(reader, readings)) !== 'applied') return;
    services.notify({
      level: 'success',
      key: 'readers.imported',
      values: { name: reader.name },
    });
    onDone();
  };

  return (
    <form onSubmit={submit} data-testid="reader-form">
      <p role="status">
        {t('readers.found', { count: matched.fields.length, total: document.fields.length })}
      </p>
      {matched.unmatched.length > 0 && (
        <p className="problem">
          {t('readers.unmatched', { names: listed(matched.unmatched, language) })}
        </p>
      )}
      {matched.outside > 0 && <p>{t('readers.outside', { count: matched.outside })}</p>}
      {matched.crowds > 0 && <p>{t('readers.crowds', { count: matched.crowds })}</p>}
      <ClassMeanings classes={matched.classes} mapping={mapping} onChange={setMapping} />
      <fieldset className="reasons">
        <legend>{t('readers.kind')}</legend>
        {(['truth', 'reader'] as const).map((id) => (
          <label key={id}>
            <input
              type="radio"
              name="reader-kind"
              checked={kind === id}
              onChange={() => setKind(id)}
            />
            {t(`readers.${id}`)}
          </label>
        ))}
      </fieldset>
      <label className="form-row">
        {t('readers.name')}
        <input
          value={name}
          maxLength={120}
          required
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <div className="form-actions">
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <Button kind="primary" type="submit" disabled={name.trim() === ''}>
          {t('readers.confirm', { count })}
        </Button>
      </div>
    </form>
  );
}
