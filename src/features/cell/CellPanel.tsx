import { Ban, Check, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldAttention } from '../../domain/attention.ts';
import type { Case, Cell, Field } from '../../domain/case.ts';
import { type Label, labelName } from '../../domain/classes.ts';
import { useWorkstationState } from '../../store/react.tsx';
import { readCell } from '../../store/review.ts';
import { placedCells } from '../../store/reviewActions.ts';
import { useFieldPicture } from '../fields/useFieldPicture.ts';
import { useAction, useActions } from '../keyboard/react.tsx';
import { Button, IconButton } from '../shared/buttons.tsx';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { useLocked } from '../shared/useLocked.ts';
import { AttentionNote } from './AttentionNote.tsx';
import { CellComment } from './CellComment.tsx';
import { CellPicture } from './CellPicture.tsx';
import { CellWords, ModelScores } from './CellWords.tsx';
import { EvidenceNote } from './EvidenceNote.tsx';
import { KeyHint } from './KeyHint.tsx';
import { RelabelList } from './RelabelList.tsx';
import { SelectionSummary } from './SelectionSummary.tsx';
import { UncountableKindChoice } from './UncountableKindChoice.tsx';

export interface CellPanelProps {
  readonly document: Case;
  readonly field: Field;
  readonly cell: Cell | null;
  /** First of two strokes, while the second is awaited. */
  readonly prefix: string | null;
  readonly onLabel: (label: Label) => void;
  readonly onAccept: () => void;
  readonly onCountable: (countable: boolean) => void;
  readonly onDelete: () => void;
}

/** The selected cell, or what the selected cells have in common, and what can be done. */
export function CellPanel(props: CellPanelProps) {
  const { t } = useTranslation();
  const locked = useLocked();
  const selection = useWorkstationState((state) => state.selection);
  const { document, field, cell } = props;
  const selected = useMemo(
    () => (selection.length > 1 ? placedCells(document.fields, selection) : []),
    [document.fields, selection],
  );
  if (selected.length > 1) return <SelectionSummary {...props} cells={selected} locked={locked} />;
  if (!cell)
    return (
      <div className="panel-empty">
        <p>{field.cells.length > 0 ? t('cell.selectOne') : t('cell.noneYet')}</p>
        {field.cells.length > 0 && (
          <p className="hint">
            <KeyHint action="next" /> {t('cell.nextHint')}
          </p>
        )}
      </div>
    );
  return <OneCell {...props} cell={cell} locked={locked} />;
}

/** One cell: its picture, why it needs a look, who said what of it, and what can be done. */
function OneCell(props: CellPanelProps & { readonly cell: Cell; readonly locked: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { cell, field, locked } = props;
  const picture = useFieldPicture(field.imageId);
  const [commenting, setCommenting] = useState<string | null>(null);
  const remove = useAction('delete');
  useActions({ comment: () => setCommenting(cell.id) });
  const reasons = useMemo(() => fieldAttention(field).get(cell.id) ?? [], [field, cell.id]);
  const { countable, label, reviewed } = readCell(cell);
  const unnamed = countable && label === null;
  return (
    <div className="cell-panel">
      <div className="cell-top">
        <CellPicture
          url={picture.phase === 'ready' ? picture.picture.url : null}
          field={field}
          box={cell.box}
          side={132}
          margin={1.5}
          label={t('cell.picture')}
        />
        <div className="cell-words">
          <h3>
            <LabelChip countable={countable} label={label} />
            <span data-testid="cell-label">
              {countable
                ? label
                  ? labelName(label, language)
                  : t('cell.unnamed')
                : t('cell.uncountable')}
            </span>
          </h3>
          <CellWords cell={cell} />
          <p className="cell-size" title={pixelText(cell)}>
            {sizeText(cell, field)}
          </p>
        </div>
      </div>
      <AttentionNote cell={cell} reasons={reasons} />
      <div className="cell-actions">
        <Button icon={Check} disabled={locked || unnamed || reviewed} onClick={props.onAccept}>
          {t('cell.accept')} <KeyHint action="accept" />
        </Button>
        <Button icon={Ban} disabled={locked} onClick={() => props.onCountable(!countable)}>
          {countable ? t('cell.markUncountable') : t('cell.markCountable')}{' '}
          <KeyHint action="uncountable" />
        </Button>
        <IconButton
          label={t('actions.delete')}
          icon={Trash2}
          {...(remove.shortcut === undefined ? {} : { shortcut: remove.shortcut })}
          disabled={locked}
          onClick={props.onDelete}
        />
      </div>
      {!countable && <UncountableKindChoice cell={cell} locked={locked} />}
      <CellComment
        cell={cell}
        locked={locked}
        editing={commenting === cell.id}
        onEdit={(editing) => setCommenting(editing ? cell.id : null)}
      />
      <ModelScores cell={cell} />
      {label && countable && <EvidenceNote label={label} cell={cell} />}
      <RelabelList
        current={countable ? label : null}
        prefix={props.prefix}
        locked={locked}
        onLabel={props.onLabel}
      />
    </div>
  );
}

const pixelText = ({ box }: Cell): string =>
  `${Math.round(box.width)} × ${Math.round(box.height)} px`;

/** The box's size in µm; in pixels where the field's scale is unknown. */
function sizeText(cell: Cell, field: Field): string {
  if (!field.scale) return pixelText(cell);
  const { micrometresPerPixel } = field.scale;
  const size = (pixels: number) => (pixels * micrometresPerPixel).toFixed(1);
  return `${size(cell.box.width)} × ${size(cell.box.height)} µm`;
}
