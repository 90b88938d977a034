import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  Clock,
  ImagePlus,
  LoaderCircle,
  Trash2,
} from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../domain/case.ts';
import { tell } from '../../domain/text/index.ts';
import { removeField } from '../../store/commands/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import type { AnalysisJob } from '../../store/state.ts';
import { Button, IconButton } from '../shared/buttons.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { ACCEPTED_FILES } from './FileDrop.tsx';
import { useFieldPicture } from './useFieldPicture.ts';

/** The fields of the open case with their states. */
export function FieldList() {
  const { t } = useTranslation();
  const { importImages } = useWorkstation();
  const document = useWorkstationState((state) => state.document);
  const jobs = useWorkstationState((state) => state.jobs);
  const activeId = useWorkstationState((state) => state.activeFieldId);
  const input = useRef<HTMLInputElement>(null);
  const fields = document?.fields ?? [];

  return (
    <section className="rail-section field-section" aria-labelledby="fields-title">
      <header className="rail-head">
        <h2 id="fields-title">
          {t('fields.title')} <span className="count">{fields.length}</span>
        </h2>
        <Button
          kind="quiet"
          icon={ImagePlus}
          disabled={!document || document.signature !== null}
          onClick={() => input.current?.click()}
        >
          {t('fields.add')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={ACCEPTED_FILES}
          aria-label={t('fields.addLabel')}
          data-testid="field-files"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            void importImages(files);
          }}
        />
      </header>
      <ul className="field-list">
        {fields.map((field) => (
          <FieldRow
            key={field.id}
            field={field}
            job={jobs.find((job) => job.fieldId === field.id)}
            active={field.id === activeId}
            locked={document?.signature != null}
          />
        ))}
      </ul>
    </section>
  );
}

interface FieldRowProps {
  readonly field: Field;
  readonly job: AnalysisJob | undefined;
  readonly active: boolean;
  readonly locked: boolean;
}

function FieldRow({ field, job, active, locked }: FieldRowProps) {
  const { t } = useTranslation();
  const { documents, showField } = useWorkstation();
  const picture = useFieldPicture(field.imageId);
  return (
    <li className="field-row" data-open={active}>
      <button
        type="button"
        className="field-open"
        aria-current={active ? 'true' : undefined}
        onClick={() => showField(field.id)}
      >
        <span className="thumb">
          {picture.phase === 'ready' && <img src={picture.picture.url} alt="" loading="lazy" />}
        </span>
        <span className="field-text">
          <span className="field-name" title={field.name}>
            {field.name}
          </span>
          <FieldStatus field={field} job={job} />
        </span>
      </button>
      {!locked && (
        <IconButton
          label={t('fields.remove', { name: field.name })}
          icon={Trash2}
          className="on-hover"
          onClick={() => documents.execute(removeField(field.id))}
        />
      )}
    </li>
  );
}

/** A field's state in words, with its progress while it is being analysed. */
export function FieldStatus({ field, job }: { field: Field; job: AnalysisJob | undefined }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (job?.state === 'running') {
    const { progress } = job;
    return (
      <span className="status status-running">
        <LoaderCircle size={12} className="spin" aria-hidden />
        {t(`stages.${progress?.stage ?? 'loading'}`)}
        {progress && progress.total > 0 && (
          <progress value={progress.done} max={progress.total} aria-label={field.name} />
        )}
      </span>
    );
  }
  if (job?.state === 'queued')
    return (
      <span className="status">
        <Clock size={12} aria-hidden /> {t('fields.queued')}
      </span>
    );
  if (field.problem)
    return (
      <span className="status status-failed" title={tell(field.problem, language)}>
        <CircleAlert size={12} aria-hidden /> {t('fields.failed')}
      </span>
    );
  if (field.status === 'analysed')
    return (
      <span className="status status-done">
        <CircleCheck size={12} aria-hidden /> {t('fields.cells', { count: field.cells.length })}
      </span>
    );
  return (
    <span className="status">
      <CircleDashed size={12} aria-hidden />{' '}
      {field.cells.length > 0 ? t('fields.cells', { count: field.cells.length }) : t('fields.new')}
    </span>
  );
}
