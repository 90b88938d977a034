import { FolderOpen, Images } from 'lucide-react';
import { type ChangeEvent, type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MappingTarget } from '../../domain/classNames.ts';
import type { ForeignSet, PlacedFile } from '../../io/import/set.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { wordsOf } from '../../store/services.ts';
import { ClassMeanings } from '../readers/ClassMeanings.tsx';
import { ProblemList } from '../readers/ProblemList.tsx';
import { Button } from '../shared/buttons.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { listed } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';

type Step =
  | { readonly phase: 'idle' }
  | { readonly phase: 'reading' }
  | { readonly phase: 'failed'; readonly error: unknown }
  | { readonly phase: 'read'; readonly set: ForeignSet };

export interface SetOpening {
  readonly step: Step;
  readonly read: (files: readonly PlacedFile[]) => Promise<void>;
  readonly close: () => void;
}

/** Reads a set that was picked or dropped. Folders dropped together are patients. */
export function useSetOpening(): SetOpening {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>({ phase: 'idle' });
  const close = () => setStep({ phase: 'idle' });
  const read = async (files: readonly PlacedFile[]) => {
    setStep({ phase: 'reading' });
    try {
      const { readSet } = await import('../../io/import/set.ts');
      const roots = new Set(files.map(({ path }) => path.split('/')[0] as string));
      const [root = ''] = roots;
      const isFolder = files.some(({ path }) => path.includes('/'));
      const name = roots.size === 1 && isFolder ? root : t('validation.unnamedSet');
      const below =
        roots.size > 1 && isFolder
          ? files.map(({ path, file }) => ({ path: `${name}/${path}`, file }))
          : files;
      setStep({ phase: 'read', set: await readSet(below, name) });
    } catch (error) {
      setStep({ phase: 'failed', error });
    }
  };
  return { step, read, close };
}

interface OpenSetProps {
  readonly opening: SetOpening;
  readonly onOpened: (caseIds: readonly string[]) => void;
}

/** Picks the folder or the files of a set, shows what was found, and takes it in. */
export function OpenSet({ opening: { step, read, close }, onOpened }: OpenSetProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const busy = useWorkstationState((state) => state.transfer !== null);
  const folder = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);

  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    const picked = [...(event.target.files ?? [])];
    event.target.value = '';
    if (picked.length > 0)
      void read(picked.map((file) => ({ path: file.webkitRelativePath || file.name, file })));
  };

  return (
    <>
      <Button
        kind="primary"
        icon={FolderOpen}
        disabled={busy}
        title={t('validation.openHint')}
        onClick={() => folder.current?.click()}
      >
        {t('validation.openFolder')}
      </Button>
      <Button icon={Images} disabled={busy} onClick={() => files.current?.click()}>
        {t('validation.openFiles')}
      </Button>
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        // React has no name for it; every browser has it.
        {...{ webkitdirectory: '' }}
        aria-label={t('validation.openFolder')}
        data-testid="set-folder"
        onChange={pick}
      />
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={t('validation.openFiles')}
        data-testid="set-files"
        onChange={pick}
      />
      <Dialog
        title={t('validation.setTitle')}
        open={step.phase !== 'idle'}
        onClose={close}
        wide={step.phase === 'read'}
      >
        {step.phase === 'reading' && <p role="status">{t('validation.readingSet')}</p>}
        {step.phase === 'failed' && (
          <p className="problem" role="alert">
            {wordsOf(step.error, language)}
          </p>
        )}
        {step.phase === 'read' && (
          <SetForm
            set={step.set}
            onClose={close}
            onOpened={(ids) => {
              close();
              onOpened(ids);
            }}
          />
        )}
      </Dialog>
    </>
  );
}

interface SetFormProps {
  readonly set: ForeignSet;
  readonly onClose: () => void;
  readonly onOpened: (caseIds: readonly string[]) => void;
}

function SetForm({ set, onClose, onOpened }: SetFormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { validation } = useWorkstation();
  const [mapping, setMapping] = useState<ReadonlyMap<string, MappingTarget>>(
    () => new Map(set.classes.map((item) => [item.name, item.target ?? 'omit'])),
  );
  const pictures = set.patients.reduce((sum, patient) => sum + patient.pictures.length, 0);
  const few = (names: readonly string[]) =>
    listed(names.slice(0, 5), language) + (names.length > 5 ? ' …' : '');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void validation.open(set, mapping).then((ids) => onOpened(ids ?? []));
    onClose();
  };

  return (
    <form onSubmit={submit} data-testid="set-form">
      <p role="status">
        {t('validation.setFound', { count: set.patients.length, pictures })}{' '}
        {few(set.patients.map(({ name }) => name))}
      </p>
      {set.leftOut.length > 0 && (
        <ProblemList
          title={t('validation.leftOut')}
          problems={set.leftOut.map(({ patient, error }) => {
            const problem = wordsOf(error, language);
            return patient === null
              ? problem
              : t('validation.patientFailed', { name: patient, problem });
          })}
        />
      )}
      {set.withoutTruth.length > 0 && (
        <p className="problem">
          {t('validation.withoutTruth', {
            count: set.withoutTruth.length,
            names: few(set.withoutTruth),
          })}
        </p>
      )}
      {set.missing.length > 0 && (
        <p className="problem">
          {t('validation.missing', { count: set.missing.length, names: few(set.missing) })}
        </p>
      )}
      {set.crowds > 0 && <p>{t('readers.crowds', { count: set.crowds })}</p>}
      <ClassMeanings classes={set.classes} mapping={mapping} onChange={setMapping} />
      <p className="hint">{t('validation.meaningHint')}</p>
      <div className="form-actions">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button kind="primary" type="submit">
          {t('validation.confirm', { count: set.patients.length })}
        </Button>
      </div>
    </form>
  );
}
