import { ImagePlus } from 'lucide-react';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldView } from '../../canvas/fieldView.ts';
import type { Tool } from '../../canvas/modes.ts';
import type { Case } from '../../domain/case.ts';
import { tell } from '../../domain/text/index.ts';
import {
  changeBoxes,
  drawBox,
} from '../../store/commands/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { readingOrder } from '../../store/review.ts';
import { primaryCellId } from '../../store/state.ts';
import type { ReviewAction } from '../cell/keymap.ts';
import { ReviewColumn } from '../cell/ReviewColumn.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { CellStrip } from './CellStrip.tsx';
import { FieldViewer } from './FieldViewer.tsx';
import { ScaleDialog } from './ScaleDialog.tsx';
import { useReviewKeys } from './useReviewKeys.ts';
import { ViewerToolbar } from './ViewerToolbar.tsx';

/** The field on the screen and the review beside it, with the keyboard that serves both. */
export function Workspace({ document, onHelp }: { document: Case; onHelp: () => void }) {
  const { t } = useTranslation();
  const { documents, review, select, stepCell, services } = useWorkstation();
  const activeFieldId = useWorkstationState((state) => state.activeFieldId);
  const selectedId = useWorkstationState(primaryCellId);
  const language = useLanguage();
  const [tool, setTool] = useState<Tool>('select');
  const [labels, setLabels] = useState(true);
  const [scaleOpen, setScaleOpen] = useState(false);
  const [view] = useState(() => new FieldView());
  const zoom = useSyncExternalStore(view.subscribe, () => view.getState().view.scale);

  const field = document.fields.find((item) => item.id === activeFieldId) ?? null;
  const cell = field?.cells.find((item) => item.id === selectedId) ?? null;
  const locked = document.signature !== null;
  const order = useMemo(() => (field ? readingOrder(field.cells) : []), [field]);

  const accept = () => {
    if (review.accept() === 'applied') stepCell(1);
  };
  const actions: Readonly<Record<ReviewAction, () => void>> = {
    next: () => stepCell(1),
    previous: () => stepCell(-1),
    accept,
    uncountable: () => review.toggleCountable(),
    delete: () => review.remove(),
    draw: () => !locked && setTool(tool === 'draw' ? 'select' : 'draw'),
    fit: () => view.fit(),
    oneToOne: () => view.oneToOne(cell?.box),
    zoomIn: () => view.zoomBy(1.3),
    zoomOut: () => view.zoomBy(1 / 1.3),
    labels: () => setLabels(!labels),
    deselect: () => (tool === 'draw' ? setTool('select') : select([])),
    help: onHelp,
  };
  const prefix = useReviewKeys({
    onLabel: (label) => review.label(label),
    onAction: (action) => actions[action](),
    onUndo: () => documents.undo(),
    onRedo: () => documents.redo(),
  });

  return (
    <>
      <section className="viewer" aria-label={t('viewer.title')}>
        {field ? (
          <>
            <ViewerToolbar
              field={field}
              tool={tool}
              labels={labels}
              zoom={zoom}
              locked={locked}
              position={cell ? order.indexOf(cell) + 1 : 0}
              onTool={setTool}
              onLabels={actions.labels}
              onFit={actions.fit}
              onOneToOne={actions.oneToOne}
              onZoomBy={(factor) => view.zoomBy(factor)}
              onStep={stepCell}
              onScale={() => setScaleOpen(true)}
            />
            <div className="viewer-stage">
              <FieldViewer
                document={document}
                field={field}
                selectedId={selectedId}
                tool={tool}
                labels={labels}
                view={view}
                onSelect={(id) => select(id === null ? [] : [id])}
                onDraw={(box) => {
                  const id = services.newId();
                  if (documents.execute(drawBox(field.id, id, box)) === 'applied') select([id]);
                  setTool('select');
                }}
                onChangeBoxes={(changes) => {
                  for (const { id, box } of changes) documents.execute(changeBoxes([{ id, box }]));
                }}
                onCancelTool={() => setTool('select')}
              />
              {document.synthetic && (
                <span className="synthetic-mark">{t('viewer.synthetic')}</span>
              )}
              {tool === 'draw' && <p className="canvas-hint">{t('viewer.drawHint')}</p>}
            </div>
            {field.problem && (
              <p className="problem field-problem" role="alert">
                {t('viewer.fieldProblem', { problem: tell(field.problem, language) })}
              </p>
            )}
            {order.length > 0 && (
              <CellStrip
                field={field}
                order={order}
                selectedId={selectedId}
                onSelect={(id) => select(id === null ? [] : [id])}
              />
            )}
            <ScaleDialog field={field} open={scaleOpen} onClose={() => setScaleOpen(false)} />
          </>
        ) : (
          <div className="viewer-message">
            <ImagePlus size={36} aria-hidden />
            <strong>{t('viewer.emptyTitle')}</strong>
            <p>{t('viewer.emptyText')}</p>
          </div>
        )}
      </section>
      <ReviewColumn
        document={document}
        field={field}
        cell={cell}
        prefix={prefix}
        onLabel={(label) => review.label(label)}
        onAccept={accept}
        onCountable={() => review.toggleCountable()}
        onDelete={() => review.remove()}
      />
    </>
  );
}
