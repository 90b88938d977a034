import { ChevronLeft, ChevronRight, CircleCheck, CircleCheckBig } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../domain/case.ts';
import { useAction } from '../keyboard/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { dateTime } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { ActionButton } from './ActionButton.tsx';

interface FieldBarProps {
  readonly field: Field;
  /** 1-based place of the primary cell; 0 where none is selected. */
  readonly position: number;
  readonly selected: number;
  /** The strip of cells. */
  readonly children: ReactNode;
}

/** Below the picture: the cells, the way from one to the next, and whether the field is done. */
export function FieldBar(props: FieldBarProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { field, position, selected } = props;
  const { reviewed } = field;
  const review = useAction('reviewField');
  const count = field.cells.length;
  return (
    <div className="field-bar">
      {props.children}
      <div className="field-bar-side">
        <div className="field-bar-steps">
          <ActionButton id="previous" icon={ChevronLeft} />
          <span className="position" aria-live="polite">
            {selected > 1
              ? t('fieldTools.selected', { count: selected })
              : position > 0
                ? t('viewer.position', { position, count })
                : t('viewer.cellCount', { count })}
          </span>
          <ActionButton id="next" icon={ChevronRight} />
        </div>
        <Button
          className="review-field"
          icon={reviewed ? CircleCheckBig : CircleCheck}
          aria-pressed={reviewed !== null}
          disabled={!review.available}
          title={
            reviewed
              ? t('fieldTools.reviewedBy', {
                  name: reviewed.by,
                  time: dateTime(reviewed.at, language),
                })
              : t('fieldTools.reviewFieldHint')
          }
          onClick={review.run}
        >
          {reviewed ? t('fieldTools.fieldReviewed') : t('fieldTools.reviewField')}
        </Button>
      </div>
    </div>
  );
}
