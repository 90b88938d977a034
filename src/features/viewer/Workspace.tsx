import { ImagePlus } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldCanvasHandle } from '../../canvas/FieldCanvas.tsx';
import type { Tool } from '../../canvas/modes.ts';
import type { Case } from '../../domain/case.ts';
import type { Label } from '../../domain/classes.ts';
import {
  acceptCell,
  changeBox,
  deleteCells,
  drawBox,
  relabelCells,
  setCountable,
} from '../../store/commands/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { readCell, readingOrder } from '../../store/review.ts';
import type { ReviewAction } from '../cell/keymap.ts';
import { ReviewColumn } from '../cell/ReviewColumn.tsx';
import { CellStrip } from './CellStrip.tsx';
import { FieldViewer } from './FieldViewer.tsx';
import { ScaleDialog } from './ScaleDialog.tsx';
import { useReviewKeys } from './useReviewKeys.ts';
import { ViewerToolbar } from './ViewerToolbar.tsx';

/** The field on the screen and the review beside it, with the keyboard that serves both. */
export function Workspace({ document, onHelp }: { document: Case; onHelp: () => void }) {
  const { t } = useTranslation();
  const { documents, selectCell, stepCell, store, services } = useWorkstation();
  const activeFieldId = useWorkstationState((state) => state.activeFieldId);
  const selectedId = useWorkstationState((state) => state.selectedCellId);
  const [tool, setTool] = useState<Tool>('select');
  const [labels, setLabels] = useState(true);
  const [zoom, setZoom] = useState(1);
  const [scaleOpen, setScaleOpen] = useState(false);
  const canvas = useRef<FieldCanvasHandle>(null);

  const field = document.fields.find((item) => item.id === activeFieldId) ?? null;
  const cell = field?.cells.find((item) => item.id === selectedId) ?? null;
  const locked = document.signature !== null;
  const order = useMemo(() => (field ? readingOrder(field.cells) : []), [field]);
  const target = field && cell ? { fieldId: field.id, cellIds: [cell.id] } : null;

  const step = (direction: 1 | -1) =>
    stepCell(direction, (fieldId) => {
      const cells = store
        .getState()
        .document?.fields.find((candidate) => candidate.id === fieldId)?.cells;
      return readingOrder(cells ?? []).map((item) => item.id);
    });
  const label = (word: Label) => {
    if (target) documents.execute(relabelCells(target, word));
  };
  const accept = () => {
    if (target && documents.execute(acceptCell(target)) === 'applied') step(1);
  };
  const remove = () => {
    if (!target || !cell) return;
    const at = order.indexOf(cell);
    const neighbour = order[at + 1] ?? order[at - 1];
    if (documents.execute(deleteCells(target)) === 'applied') selectCell(neighbour?.id ?? null);
  };
  const countable = (value: boolean) => {
    if (target) documents.execute(setCountable(target, value));
  };
  const actions: Readonly<Record<ReviewAction, () => void>> = {
    next: () => step(1),
    previous: () => step(-1),
    accept,
    uncountable: () => cell && countable(!readCell(cell).countable),
    delete: remove,
    draw: () => !locked && setTool(tool === 'draw' ? 'select' : 'draw'),
    fit: () => canvas.current?.fit(),
    oneToOne: () => canvas.current?.oneToOne(),
    zoomIn: () => canvas.current?.zoomBy(1.3),
    zoomOut: () => canvas.current?.zoomBy(1 / 1.3),
    labels: () => setLabels(!labels),
    deselect: () => (tool === 'draw' ? setTool('select') : selectCell(null)),
    help: onHelp,
  };
  const prefix = useReviewKeys({
    onLabel: label,
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
              onZoomBy={(factor) => canvas.current?.zoomBy(factor)}
              onStep={step}
              onScale={() => setScaleOpen(true)}
            />
            <div className="viewer-stage">
              <FieldViewer
                document={document}
                field={field}
                selectedId={selectedId}
                tool={tool}
                labels={labels}
                canvas={canvas}
                onSelect={selectCell}
                onDraw={(box) => {
                  const id = services.newId();
                  if (documents.execute(drawBox(field.id, id, box)) === 'applied') selectCell(id);
                  setTool('select');
                }}
                onChangeBox={(id, box) => documents.execute(changeBox(field.id, id, box))}
                onCancelTool={() => setTool('select')}
                onZoom={setZoom}
              />
              {document.synthetic && (
                <span className="synthetic-mark">{t('viewer.synthetic')}</span>
              )}
              {tool === 'draw' && <p className="canvas-hint">{t('viewer.drawHint')}</p>}
            </div>
            {field.problem && (
              <p className="problem field-problem" role="alert">
                {t('viewer.fieldProblem', { problem: field.problem })}
              </p>
            )}
            {order.length > 0 && (
              <CellStrip
                field={field}
                order={order}
                selectedId={selectedId}
                onSelect={selectCell}
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
        onLabel={label}
        onAccept={accept}
        onCountable={countable}
        onDelete={remove}
      />
    </>
  );
}
