import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldCanvas } from '../../canvas/FieldCanvas.tsx';
import { FieldView } from '../../canvas/fieldView.ts';
import type { CanvasEvents } from '../../canvas/usePointer.ts';
import type { Point } from '../../canvas/view.ts';
import type { Case, Field } from '../../domain/case.ts';
import {
  type LocationScore,
  type LocationTest,
  type LocationTruth,
  scoreLocation,
} from '../../domain/locationTest.ts';
import { tell } from '../../domain/text/index.ts';
import { useWorkstation } from '../../store/react.tsx';
import { useFieldPicture } from '../fields/useFieldPicture.ts';
import { Button } from '../shared/buttons.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { LocationResult } from './LocationResult.tsx';
import { markOverlay, scoredOverlay, toggledMark } from './marks.ts';

interface LocationStageProps {
  readonly document: Case;
  readonly field: Field;
  readonly truth: LocationTruth;
  /** Who is tested. */
  readonly by: string;
  readonly onTaken: (test: LocationTest) => void;
  /** Back to the choice of a field. */
  readonly onLeave: () => void;
}

const nothing = () => undefined;
/** The canvas of a test changes nothing: there is no cell on it. */
const NO_EVENTS: CanvasEvents = {
  onSelect: nothing,
  onDraw: nothing,
  onChangeBoxes: nothing,
  onSplit: nothing,
  onCancelTool: nothing,
};

/** A field without boxes to mark cells on; then with what was found, missed and marked besides. */
export function LocationStage(props: LocationStageProps) {
  const { document, field, truth, by, onTaken, onLeave } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const { services } = useWorkstation();
  const picture = useFieldPicture(field.imageId);
  const [view] = useState(() => new FieldView());
  const [marks, setMarks] = useState<readonly Point[]>([]);
  const [score, setScore] = useState<LocationScore | null>(null);
  const overlay = useMemo(
    () => (score ? scoredOverlay(marks, truth, score, t) : markOverlay(marks)),
    [marks, truth, score, t],
  );

  const finish = () => {
    const result = scoreLocation(marks, truth.cells);
    setScore(result);
    onTaken({
      id: services.newId(),
      at: services.now(),
      by,
      caseId: document.id,
      caseName: document.name,
      fieldId: field.id,
      fieldName: field.name,
      origin: truth.origin,
      cells: result.found.length + result.missed.length,
      found: result.found.length,
      extra: result.extra.length,
    });
  };

  if (picture.phase === 'failed')
    return (
      <div className="location" role="alert">
        <p>{tell(picture.problem, language)}</p>
        <Button onClick={onLeave}>{t('location.giveUp')}</Button>
      </div>
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape takes a mark back before it closes the dialog
    <div
      className="location-stage"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || score || marks.length === 0) return;
        event.preventDefault();
        setMarks(marks.slice(0, -1));
      }}
    >
      <div className="location-canvas">
        <FieldCanvas
          image={picture.phase === 'ready' ? picture.picture.element : null}
          width={field.width}
          height={field.height}
          label={t('location.canvas')}
          view={view}
          cells={[]}
          selectedIds={[]}
          tool={score ? 'select' : 'mark'}
          labels
          overlay={overlay}
          editable={false}
          micrometresPerPixel={field.scale?.micrometresPerPixel ?? null}
          revision={`test:${field.id}`}
          {...NO_EVENTS}
          onMark={(point) => setMarks(toggledMark(marks, point, view.getState().view.scale, field))}
        />
      </div>
      {score ? (
        <LocationResult score={score} onNext={onLeave} />
      ) : (
        <div className="location-foot">
          <p className="hint">{t('location.hint')}</p>
          <output>{t('location.marks', { count: marks.length })}</output>
          <Button onClick={onLeave}>{t('location.giveUp')}</Button>
          <Button
            kind="primary"
            data-testid="location-done"
            disabled={picture.phase !== 'ready'}
            onClick={finish}
          >
            {t('location.done')}
          </Button>
        </div>
      )}
    </div>
  );
}
