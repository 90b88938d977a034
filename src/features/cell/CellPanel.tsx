import { Ban, Check, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Case, Cell, Field } from '../../domain/case.ts';
import { type Label, labelName } from '../../domain/classes.ts';
import { readCell } from '../../store/review.ts';
import { useFieldPicture } from '../fields/useFieldPicture.ts';
import { Button, IconButton } from '../shared/buttons.tsx';
import { dateTime } from '../shared/format.ts';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { CellPicture } from './CellPicture.tsx';
import { EvidenceNote } from './EvidenceNote.tsx';
import { ProbabilityBars } from './ProbabilityBars.tsx';
import { RelabelList } from './RelabelList.tsx';

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

/** One cell: its picture, what the model said, what the reviewer said, and what can be done. */
export function CellPanel(props: CellPanelProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { cell, field, document } = props;
  const picture = useFieldPicture(field.imageId);
  if (!cell)
    return (
      <div className="panel-empty">
        <p>{field.cells.length > 0 ? t('cell.selectOne') : t('cell.noneYet')}</p>
        {field.cells.length > 0 && (
          <p className="hint">
            <kbd>J</kbd> {t('cell.nextHint')}
          </p>
        )}
      </div>
    );
  const { countable, label, reviewed } = readCell(cell);
  const locked = document.signature !== null;
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
          <Words cell={cell} />
          <p className="cell-size" title={pixelText(cell)}>
            {sizeText(cell, field)}
          </p>
        </div>
      </div>
      <div className="cell-actions">
        <Button icon={Check} disabled={locked || unnamed || reviewed} onClick={props.onAccept}>
          {t('cell.accept')} <kbd>↵</kbd>
        </Button>
        <Button icon={Ban} disabled={locked} onClick={() => props.onCountable(!countable)}>
          {countable ? t('cell.markUncountable') : t('cell.markCountable')} <kbd>U</kbd>
        </Button>
        <IconButton
          label={t('actions.delete')}
          icon={Trash2}
          shortcut="Del"
          disabled={locked}
          onClick={props.onDelete}
        />
      </div>
      {cell.model && <ModelScores cell={cell} />}
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

/** The model's word and the reviewer's, beside each other. */
function Words({ cell }: { cell: Cell }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { model, review } = cell;
  return (
    <dl className="words">
      <div>
        <dt>{t('cell.modelWord')}</dt>
        <dd>
          {model
            ? model.countable
              ? model.label
                ? labelName(model.label, language)
                : t('cell.unnamed')
              : t('cell.uncountable')
            : t('cell.notSeen')}
        </dd>
      </div>
      <div>
        <dt>{t('cell.reviewerWord')}</dt>
        <dd>
          {review ? (
            <span title={dateTime(review.at, language)}>
              {review.countable === false
                ? t('cell.uncountable')
                : review.label
                  ? labelName(review.label, language)
                  : t('cell.countable')}{' '}
              <small>({review.by})</small>
            </span>
          ) : (
            t('cell.notReviewed')
          )}
        </dd>
      </div>
    </dl>
  );
}

function ModelScores({ cell }: { cell: Cell }) {
  const { t } = useTranslation();
  const { model } = cell;
  if (!model) return null;
  return (
    <section className="scores" aria-label={t('cell.scores')}>
      <dl className="score-row">
        <div>
          <dt>{t('cell.detection')}</dt>
          <dd>{model.detectionScore.toFixed(2)}</dd>
        </div>
        <div>
          <dt>{t('cell.gate')}</dt>
          <dd>{model.countableProbability.toFixed(2)}</dd>
        </div>
      </dl>
      {model.probabilities ? (
        <ProbabilityBars probabilities={model.probabilities} decided={model.label} />
      ) : (
        <p className="hint">{t('cell.notClassified')}</p>
      )}
      {model.shrunkToFit && <p className="hint">{t('cell.shrunk')}</p>}
    </section>
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
