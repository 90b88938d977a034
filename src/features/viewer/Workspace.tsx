import { ImagePlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { tell } from '../../domain/text/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { ReviewColumn } from '../cell/ReviewColumn.tsx';
import { useActions, usePrefix } from '../keyboard/react.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { CellStrip } from './CellStrip.tsx';
import { FieldBar } from './FieldBar.tsx';
import { FieldViewer } from './FieldViewer.tsx';
import { ScaleDialog } from './ScaleDialog.tsx';
import { StageNotes } from './StageNotes.tsx';
import { useFieldCells } from './useFieldCells.ts';
import { useFieldTools } from './useFieldTools.ts';
import { ViewerToolbar } from './ViewerToolbar.tsx';

/** The field on the screen and the review beside it. */
export function Workspace({ document }: { document: Case }) {
  const { t } = useTranslation();
  const { review, select, stepCell } = useWorkstation();
  const activeFieldId = useWorkstationState((state) => state.activeFieldId);
  const selection = useWorkstationState((state) => state.selection);
  const language = useLanguage();
  const [scaleOpen, setScaleOpen] = useState(false);

  const field = document.fields.find((item) => item.id === activeFieldId) ?? null;
  const tools = useFieldTools(document, field);
  const { order, shown, drawn } = useFieldCells(field, selection);
  const selected = useMemo(() => {
    const here = new Set(order.map(({ id }) => id));
    return selection.filter((id) => here.has(id)).length;
  }, [order, selection]);
  const cell = tools.primary;

  const accept = () => {
    if (review.accept() === 'applied') stepCell(1);
  };
  // Merging and the field's reviewed state are the store's, the same in every view.
  const { merge: _merge, reviewField, ...ofTheField } = tools.actions;
  useActions(field ? ofTheField : {});
  const prefix = usePrefix();

  return (
    <>
      <section className="viewer" aria-label={t('viewer.title')}>
        {field ? (
          <>
            <ViewerToolbar
              field={field}
              tools={tools}
              selected={selected}
              onScale={() => setScaleOpen(true)}
            />
            <div className="viewer-stage">
              <FieldViewer
                document={document}
                field={field}
                cells={drawn}
                selection={selection}
                tools={tools}
              />
              <StageNotes
                tool={tools.tool}
                synthetic={document.synthetic}
                hidden={order.length - shown.length}
                selected={selected}
              />
            </div>
            {field.problem && (
              <p className="problem field-problem" role="alert">
                {t('viewer.fieldProblem', { problem: tell(field.problem, language) })}
              </p>
            )}
            <FieldBar
              field={field}
              position={cell ? order.indexOf(cell) + 1 : 0}
              selected={selected}
              editable={tools.editable}
              onStep={stepCell}
              onReviewField={reviewField}
            >
              <CellStrip field={field} cells={shown} selection={selection} onSelect={select} />
            </FieldBar>
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
