import { ChevronLeft, ChevronRight, CircleCheck, CircleCheckBig } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../domain/case.ts';
import { Button, IconButton } from '../shared/buttons.tsx';
import { dateTime } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';

interface FieldBarProps {
  readonly field: Field;
  /** 1-based place of the primary cell; 0 where none is selected. */
  readonly position: number;
  readonly selected: number;
  readonly editable: boolean;
  readonly onStep: (direction: 1 | -1) => void;
  readonly onReviewField: () => void;
  /** The strip of cells. */
  readonly children: ReactNode;
}

/** Below the picture: the cells, the way from one to the next, and whether the field is done. */
export function FieldBar(props: FieldBarProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { field, position, selected } = props;
  const { reviewed } = field;
  const count = field.cells.length;
  return (
    <div className="field-bar">
      {props.children}
      <div className="field-bar-side">
        <div className="field-bar-steps">
          <IconButton
            label={t('actions.previous')}
            icon={ChevronLeft}
            shortcut="K"
            onClick={() => props.onStep(-1)}
          />
          <span className="position" aria-live="polite">
            {selected > 1
              ? t('fieldTools.selected', { count: selected })
              : position > 0
                ? t('viewer.position', { position, count })
                : t('viewer.cellCount', { count })}
          </span>
          <IconButton
            label={t('actions.next')}
            icon={ChevronRight}
            shortcut="J"
            onClick={() => props.onStep(1)}
          />
        </div>
        <Button
          className="review-field"
          icon={reviewed ? CircleCheckBig : CircleCheck}
          aria-pressed={reviewed !== null}
          disabled={!props.editable}
          title={
            reviewed
              ? t('fieldTools.reviewedBy', {
                  name: reviewed.by,
                  time: dateTime(reviewed.at, language),
                })
              : t('fieldTools.reviewFieldHint')
          }
          onClick={props.onReviewField}
        >
          {reviewed ? t('fieldTools.fieldReviewed') : t('fieldTools.reviewField')}
        </Button>
      </div>
    </div>
  );
}
