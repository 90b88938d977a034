import { ImagePlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { tell } from '../../domain/text/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { ReviewColumn } from '../cell/ReviewColumn.tsx';
import { ExcludedNote } from '../fields/ExcludedNote.tsx';
import { useActions, usePrefix } from '../keyboard/react.tsx';
import { Columns, reviewWidth } from '../shared/Columns.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { CellStrip } from './CellStrip.tsx';
import { FieldBar } from './FieldBar.tsx';
import { FieldViewer } from './FieldViewer.tsx';
import { ReaderLegend } from './ReaderLegend.tsx';
import { ScaleDialog } from './ScaleDialog.tsx';
import { StageNotes } from './StageNotes.tsx';
import { useFieldCells } from './useFieldCells.ts';
import { useFieldTools } from './useFieldTools.ts';
import { useReaderBoxes } from './useReaderBoxes.ts';
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
  const { layers, overlay } = useReaderBoxes(document, field);
  const selected = useMemo(() => {
    const here = new Set(order.map(({ id }) => id));
    return selection.filter((id) => here.has(id)).length;
  }, [order, selection]);
  const cell = tools.primary;

  const accept = () => {
    if (review.accept() === 'applied') stepCell(1);
  };
  useActions(field ? { ...tools.actions } : {});
  const prefix = usePrefix();

  return (
    <Columns name="field" widths={[null, reviewWidth()]}>
      <section className="viewer" aria-label={t('viewer.title')}>
        {field ? (
          <>
            <ViewerToolbar field={field} tools={tools} onScale={() => setScaleOpen(true)} />
            <ReaderLegend layers={layers} />
            <ExcludedNote field={field} />
            <div className="viewer-stage">
              <FieldViewer
                document={document}
                field={field}
                cells={drawn}
                overlay={overlay}
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
    </Columns>
  );
}
