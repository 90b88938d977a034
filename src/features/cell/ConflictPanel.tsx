import { GitCompareArrows } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cell, Conflict, Field } from '../../domain/case.ts';
import { labelName } from '../../domain/classes.ts';
import { type Box, boxCentre, unionBox } from '../../domain/geometry.ts';
import { type ConflictAnswer, resolveConflict } from '../../store/commands/index.ts';
import { useWorkstation } from '../../store/react.tsx';
import { readCell } from '../../store/review.ts';
import { useFieldPicture } from '../fields/useFieldPicture.ts';
import { Button } from '../shared/buttons.tsx';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { useLocked } from '../shared/useLocked.ts';
import { CellPicture } from './CellPicture.tsx';

const ANSWERS = ['keep', 'take', 'both'] as const satisfies readonly ConflictAnswer[];

/**
 * What a later analysis found where a reviewer had spoken: told in a line, and on request decided
 * one by one, by button or by the keys 1, 2 and 3.
 */
export function ConflictPanel({ field }: { field: Field }) {
  const { t } = useTranslation();
  const locked = useLocked();
  const [open, setOpen] = useState(false);
  const { conflicts } = field;
  if (conflicts.length === 0) return null;
  return (
    <section className="conflicts" aria-label={t('conflicts.banner', { count: conflicts.length })}>
      {open && !locked ? (
        <ConflictChooser field={field} onLater={() => setOpen(false)} />
      ) : (
        <p className="conflict-banner">
          <GitCompareArrows size={15} aria-hidden />
          <span>
            <strong>{t('conflicts.banner', { count: conflicts.length })}</strong>{' '}
            {t('conflicts.text')}
          </span>
          <Button kind="primary" disabled={locked} onClick={() => setOpen(true)}>
            {t('conflicts.decide')}
          </Button>
        </p>
      )}
    </section>
  );
}

function ConflictChooser({ field, onLater }: { field: Field; onLater: () => void }) {
  const { t } = useTranslation();
  const { documents, services, select } = useWorkstation();
  const panel = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const conflict = field.conflicts[0]!;
  // How many there were when the chooser opened: one by one they are decided.
  const [count] = useState(field.conflicts.length);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each conflict shows its own cells
  useEffect(() => {
    select(conflict.cellIds);
    panel.current?.focus();
  }, [conflict.id]);

  const answer = (choice: ConflictAnswer) =>
    documents.execute(resolveConflict(field.id, conflict.id, choice, services.newId()));

  const onKeyDown = (event: KeyboardEvent) => {
    const choice = ANSWERS[Number(event.key) - 1];
    const later = event.key === 'Escape';
    if ((!choice && !later) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (choice) answer(choice);
    else onLater();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset takes no focus
    <div
      ref={panel}
      className="conflict-chooser"
      role="group"
      aria-labelledby={titleId}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <header>
        <h3 id={titleId}>
          {t('conflicts.title', {
            number: Math.max(1, count - field.conflicts.length + 1),
            count: Math.max(count, field.conflicts.length),
          })}
        </h3>
        <Button kind="quiet" onClick={onLater}>
          {t('conflicts.later')}
        </Button>
      </header>
      <ConflictPictures field={field} conflict={conflict} />
      <div className="conflict-answers">
        {ANSWERS.map((choice, index) => (
          <Button key={choice} title={t(`conflicts.${choice}Hint`)} onClick={() => answer(choice)}>
            {t(`conflicts.${choice}`)} <kbd>{index + 1}</kbd>
          </Button>
        ))}
      </div>
    </div>
  );
}

/** The reviewer's cells and the model's box, cut alike: what differs is seen at a glance. */
function ConflictPictures({ field, conflict }: { field: Field; conflict: Conflict }) {
  const { t } = useTranslation();
  const picture = useFieldPicture(field.imageId);
  const url = picture.phase === 'ready' ? picture.picture.url : null;
  const mine = conflict.cellIds.flatMap((id) => field.cells.find((cell) => cell.id === id) ?? []);
  const found: Cell = {
    id: conflict.id,
    box: conflict.model.box,
    origin: 'model',
    model: conflict.model,
    review: null,
  };
  const around = unionBox([found.box, ...mine.map(({ box }) => box)]);
  const cut = { field, url, around };
  return (
    <div className="conflict-sides">
      <div>
        <h4>{t('conflicts.mine')}</h4>
        <div className="conflict-cells">
          {mine.map((cell) => (
            <ConflictCell key={cell.id} cell={cell} many={mine.length > 1} {...cut} />
          ))}
        </div>
      </div>
      <div>
        <h4>{t('conflicts.theirs')}</h4>
        <div className="conflict-cells">
          <ConflictCell cell={found} many={false} {...cut} />
        </div>
      </div>
    </div>
  );
}

interface ConflictCellProps {
  readonly cell: Cell;
  readonly field: Field;
  readonly url: string | null;
  /** What both sides show, in px of the field: the boxes in it are what differs. */
  readonly around: Box;
  readonly many: boolean;
}

/** Side of the picture in lengths of what it shows. */
const MARGIN = 1.25;

function ConflictCell({ cell, field, url, around, many }: ConflictCellProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { countable, label } = readCell(cell);
  const name = countable
    ? label
      ? labelName(label, language)
      : t('cell.unnamed')
    : t('cell.uncountable');
  const side = many ? 72 : 112;
  const zoom = side / (Math.max(around.width, around.height, 1) * MARGIN);
  const centre = boxCentre(around);
  const outline = {
    left: side / 2 + (cell.box.x - centre.x) * zoom,
    top: side / 2 + (cell.box.y - centre.y) * zoom,
    width: cell.box.width * zoom,
    height: cell.box.height * zoom,
  };
  return (
    <figure>
      <div className="conflict-picture">
        <CellPicture
          url={url}
          field={field}
          box={around}
          side={side}
          margin={MARGIN}
          label={t('conflicts.picture', { name })}
        />
        <span className="conflict-outline" style={outline} aria-hidden />
      </div>
      <figcaption>
        <LabelChip countable={countable} label={label} /> {name}
        {cell.review && <small>{t('conflicts.by', { name: cell.review.by })}</small>}
      </figcaption>
    </figure>
  );
}
