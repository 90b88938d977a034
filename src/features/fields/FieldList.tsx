import { ImagePlus, PanelLeftClose, UsersRound } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../domain/case.ts';
import { moveField } from '../../store/commands/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { useActions } from '../keyboard/react.tsx';
import { LocationReminder } from '../location/LocationReminder.tsx';
import { OtherPackNote } from '../pack/OtherPackNote.tsx';
import { ReadersDialog } from '../readers/ReadersDialog.tsx';
import { Button, IconButton } from '../shared/buttons.tsx';
import { useGivenName } from '../shared/useGivenName.ts';
import { useLocked } from '../shared/useLocked.ts';
import { ExcludeDialog } from './ExcludeDialog.tsx';
import { FieldRow } from './FieldRow.tsx';
import { ACCEPTED_FILES } from './FileDrop.tsx';

// Loaded when first asked for.
const LocationDialog = lazy(async () => ({
  default: (await import('../location/LocationDialog.tsx')).LocationDialog,
}));

/** Data of a field that is dragged to another place, apart from files and text. */
const DRAGGED = 'application/x-marrow-field';

/** The fields of the open case with their states; added, reordered, left out of the count. */
export function FieldList({ onCollapse }: { onCollapse: () => void }) {
  const { t } = useTranslation();
  const named = useGivenName();
  const { documents, importImages } = useWorkstation();
  const document = useWorkstationState((state) => state.document);
  const jobs = useWorkstationState((state) => state.jobs);
  const activeId = useWorkstationState((state) => state.activeFieldId);
  const locked = useLocked();
  const input = useRef<HTMLInputElement>(null);
  const [excluding, setExcluding] = useState<Field | null>(null);
  const [target, setTarget] = useState<string | null>(null);
  const [readers, setReaders] = useState(false);
  /** The field of the cell-location test; null for the one whose turn it is. */
  const [test, setTest] = useState<{ readonly fieldId: string | null } | null>(null);
  const [said, setSaid] = useState('');
  const fields = document?.fields ?? [];
  useActions({
    addImages: {
      run: () => input.current?.click(),
      available: document !== null && !locked,
    },
    readers: { run: () => setReaders(true), available: fields.length > 0 },
    locationTest: { run: () => setTest({ fieldId: null }), available: fields.length > 0 },
  });

  const move = (field: Field, place: number) => {
    if (locked || place < 0 || place >= fields.length) return;
    if (documents.execute(moveField(field.id, place)) === 'applied')
      setSaid(
        t('fieldList.moved', { name: named(field.name), place: place + 1, count: fields.length }),
      );
  };

  const drop = (event: DragEvent, place: number) => {
    const moved = fields.find(({ id }) => id === event.dataTransfer.getData(DRAGGED));
    setTarget(null);
    if (!moved) return;
    event.preventDefault();
    move(moved, place);
  };

  return (
    <section className="rail-section field-section" aria-labelledby="fields-title">
      <header className="rail-head">
        <h2 id="fields-title">
          {t('fields.title')} <span className="count">{fields.length}</span>
        </h2>
        <Button
          kind="quiet"
          icon={ImagePlus}
          disabled={!document || locked}
          onClick={() => input.current?.click()}
        >
          {t('fields.add')}
        </Button>
        <IconButton
          label={t('readers.title')}
          icon={UsersRound}
          disabled={fields.length === 0}
          onClick={() => setReaders(true)}
        />
        <IconButton label={t('shell.hideFields')} icon={PanelLeftClose} onClick={onCollapse} />
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
      {!locked && <OtherPackNote />}
      <ul className="field-list">
        {fields.map((field, place) => (
          <li
            key={field.id}
            className="field-row"
            data-open={field.id === activeId}
            data-excluded={field.excluded !== null}
            data-drop={field.id === target}
            draggable={!locked}
            onDragStart={(event) => {
              event.dataTransfer.setData(DRAGGED, field.id);
              event.dataTransfer.effectAllowed = 'move';
            }}
            onDragOver={(event) => {
              if (!event.dataTransfer.types.includes(DRAGGED)) return;
              event.preventDefault();
              setTarget(field.id);
            }}
            onDragEnd={() => setTarget(null)}
            onDrop={(event) => drop(event, place)}
            onKeyDown={(event) => moveByKey(event, (by) => move(field, place + by))}
          >
            <FieldRow
              field={field}
              place={place}
              count={fields.length}
              job={jobs.find((job) => job.fieldId === field.id && job.caseId === document?.id)}
              active={field.id === activeId}
              locked={locked}
              onMove={(by) => move(field, place + by)}
              onExclude={() => setExcluding(field)}
              onTest={() => setTest({ fieldId: field.id })}
            />
          </li>
        ))}
      </ul>
      {document && (
        <LocationReminder
          document={document}
          taken={test}
          onTest={() => setTest({ fieldId: null })}
        />
      )}
      <output className="visually-hidden">{said}</output>
      <ReadersDialog open={readers} onClose={() => setReaders(false)} />
      {test && document && (
        <Suspense fallback={null}>
          <LocationDialog
            document={document}
            fieldId={test.fieldId}
            onClose={() => setTest(null)}
          />
        </Suspense>
      )}
      <ExcludeDialog field={excluding} onClose={() => setExcluding(null)} />
    </section>
  );
}

/** Alt + arrows move a row; everything else is somebody else's key. */
function moveByKey(event: KeyboardEvent, move: (by: 1 | -1) => void): void {
  if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
  event.preventDefault();
  event.stopPropagation();
  move(event.key === 'ArrowUp' ? -1 : 1);
}
