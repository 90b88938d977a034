import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { FieldCanvas } from '../../canvas/FieldCanvas.tsx';
import { Minimap } from '../../canvas/Minimap.tsx';
import type { Overlay } from '../../canvas/overlay.ts';
import type { CanvasCell } from '../../canvas/paint.ts';
import type { Case, Field } from '../../domain/case.ts';
import { tell } from '../../domain/text/index.ts';
import { useFieldPicture } from '../fields/useFieldPicture.ts';
import { useGivenName } from '../shared/useGivenName.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { look } from './look.ts';
import type { FieldTools } from './useFieldTools.ts';

interface FieldViewerProps {
  readonly document: Case;
  readonly field: Field;
  readonly cells: readonly CanvasCell[];
  readonly overlay: Overlay;
  readonly selection: readonly string[];
  readonly tools: FieldTools;
}

/** A field on the canvas, with its boxes in the words now in force, and its overview map. */
export function FieldViewer(props: FieldViewerProps) {
  const { document, field, cells, overlay, selection, tools } = props;
  const { t } = useTranslation();
  const named = useGivenName();
  const language = useLanguage();
  const picture = useFieldPicture(field.imageId);
  const { adjustments, labels, minimap, place } = useStore(look);
  const { view } = tools;
  useEffect(() => {
    if (place?.fieldId === field.id) view.reveal(place.box);
  }, [place, field.id, view]);

  if (picture.phase === 'failed')
    return (
      <div className="viewer-message" role="alert">
        <strong>{t('viewer.pictureFailed', { name: named(field.name) })}</strong>
        <p>{tell(picture.problem, language)}</p>
        <p>{t('viewer.pictureRemedy')}</p>
      </div>
    );
  const shown = {
    image: picture.phase === 'ready' ? picture.picture.element : null,
    width: field.width,
    height: field.height,
    view: tools.view,
    cells,
    selectedIds: selection,
  };
  return (
    <>
      <FieldCanvas
        {...shown}
        {...tools.events}
        label={t('viewer.canvas', { name: named(field.name), count: field.cells.length })}
        tool={tools.tool}
        labels={labels}
        overlay={overlay}
        editable={tools.editable}
        micrometresPerPixel={field.scale?.micrometresPerPixel ?? null}
        adjustments={adjustments}
        revision={`${field.id}:${document.audit.length}`}
      />
      {minimap && <Minimap {...shown} label={t('fieldTools.minimap')} />}
    </>
  );
}
