import { useTranslation } from 'react-i18next';
import type { ApprovedCell } from '../../store/approved.ts';
import { CellPicture } from '../cell/CellPicture.tsx';
import { useFieldPicture } from '../fields/useFieldPicture.ts';
import { useGivenName } from '../shared/useGivenName.ts';
import { pixelsPerMicrometre, spanFor } from './scale.ts';

interface OwnCellsProps {
  readonly approved: readonly ApprovedCell[];
  readonly name: string;
  readonly compact: boolean;
}

/** The open case's cells that a reviewer has named so, at the scale of the rendered examples. */
export function OwnCells({ approved, name, compact }: OwnCellsProps) {
  const { t } = useTranslation();
  if (approved.length === 0) return <p className="hint">{t('atlas.noOwn')}</p>;
  return (
    <ul className="atlas-pictures">
      {approved.map((own, index) => (
        <OwnCell key={own.cell.id} own={own} name={name} index={index + 1} compact={compact} />
      ))}
    </ul>
  );
}

interface OwnCellProps {
  readonly own: ApprovedCell;
  readonly name: string;
  readonly index: number;
  readonly compact: boolean;
}

function OwnCell({ own: { cell, field }, name, index, compact }: OwnCellProps) {
  const { t } = useTranslation();
  const named = useGivenName();
  const picture = useFieldPicture(field.imageId);
  const longest = Math.max(cell.box.width, cell.box.height, 1);
  const scale = field.scale?.micrometresPerPixel;
  const span = spanFor(longest * (scale ?? 0));
  const side = Math.round(span * pixelsPerMicrometre(compact));
  const by = cell.review?.by ?? '';
  return (
    <li style={{ width: side }}>
      <figure>
        <div className="atlas-frame" style={{ height: side }}>
          <CellPicture
            url={picture.phase === 'ready' ? picture.picture.url : null}
            field={field}
            box={cell.box}
            side={side}
            // Without a scale the cell fills its frame as in the strip of cells.
            margin={scale === undefined ? 1.35 : span / scale / longest}
            label={t('atlas.ownAlt', { name, index, field: named(field.name), by })}
          />
          {field.synthetic && (
            <span className="atlas-mark" aria-hidden>
              {t('header.synthetic')}
            </span>
          )}
        </div>
        <figcaption title={named(field.name)}>
          {named(field.name)}
          {scale === undefined && <small>{t('atlas.noScale')}</small>}
        </figcaption>
      </figure>
    </li>
  );
}
