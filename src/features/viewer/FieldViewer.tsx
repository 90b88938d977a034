import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldCanvas } from '../../canvas/FieldCanvas.tsx';
import type { FieldView } from '../../canvas/fieldView.ts';
import type { Tool } from '../../canvas/modes.ts';
import type { CanvasCell } from '../../canvas/paint.ts';
import type { BoxChange } from '../../canvas/usePointer.ts';
import { labelLineage } from '../../domain/classes.ts';
import type { Case, Field } from '../../domain/case.ts';
import type { Box } from '../../domain/geometry.ts';
import { readCell } from '../../store/review.ts';
import { useFieldPicture } from '../fields/useFieldPicture.ts';
import { stateCode } from '../shared/LabelChip.tsx';

interface FieldViewerProps {
  readonly document: Case;
  readonly field: Field;
  readonly selectedId: string | null;
  readonly tool: Tool;
  readonly labels: boolean;
  readonly view: FieldView;
  readonly onSelect: (id: string | null) => void;
  readonly onDraw: (box: Box) => void;
  readonly onChangeBoxes: (changes: readonly BoxChange[]) => void;
  readonly onCancelTool: () => void;
}

/** A field on the canvas, with its boxes in the words now in force. */
export function FieldViewer({ document, field, ...props }: FieldViewerProps) {
  const { t } = useTranslation();
  const picture = useFieldPicture(field.imageId);
  const cells = useMemo(
    () =>
      field.cells.map((cell): CanvasCell => {
        const { countable, label, reviewed } = readCell(cell);
        return {
          id: cell.id,
          box: cell.box,
          state: !countable ? 'uncountable' : label ? 'named' : 'unnamed',
          lineage: countable && label ? labelLineage(label) : null,
          text: stateCode(countable, label),
          reviewed,
          needsLook: false,
        };
      }),
    [field.cells],
  );

  if (picture.phase === 'failed')
    return (
      <div className="viewer-message" role="alert">
        <strong>{t('viewer.pictureFailed', { name: field.name })}</strong>
        <p>{picture.problem}</p>
        <p>{t('viewer.pictureRemedy')}</p>
      </div>
    );
  return (
    <FieldCanvas
      view={props.view}
      image={picture.phase === 'ready' ? picture.picture.element : null}
      width={field.width}
      height={field.height}
      label={t('viewer.canvas', { name: field.name, count: field.cells.length })}
      cells={cells}
      selectedIds={props.selectedId === null ? [] : [props.selectedId]}
      tool={props.tool}
      labels={props.labels}
      editable={document.signature === null}
      micrometresPerPixel={field.scale?.micrometresPerPixel ?? null}
      revision={`${field.id}:${document.audit.length}`}
      onSelect={(ids) => props.onSelect(ids.at(-1) ?? null)}
      onDraw={props.onDraw}
      onChangeBoxes={props.onChangeBoxes}
      onSplit={() => undefined}
      onCancelTool={props.onCancelTool}
    />
  );
}
