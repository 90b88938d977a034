import {
  ArrowDown,
  ArrowUp,
  CircleCheckBig,
  CircleMinus,
  CirclePlus,
  Crosshair,
  Ellipsis,
  Eye,
  RefreshCw,
  Trash2,
} from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldAttention } from '../../domain/attention.ts';
import type { Field } from '../../domain/case.ts';
import { tell } from '../../domain/text/index.ts';
import { includeField, removeField, setFieldReviewed } from '../../store/commands/index.ts';
import { useWorkstation } from '../../store/react.tsx';
import type { AnalysisJob } from '../../store/state.ts';
import { Menu, type MenuItem } from '../shared/Menu.tsx';
import { useGivenName } from '../shared/useGivenName.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { FieldStatus } from './FieldStatus.tsx';
import { useFieldPicture } from './useFieldPicture.ts';

interface FieldRowProps {
  readonly field: Field;
  /** From 0. */
  readonly place: number;
  readonly count: number;
  readonly job: AnalysisJob | undefined;
  readonly active: boolean;
  readonly locked: boolean;
  readonly onMove: (by: 1 | -1) => void;
  readonly onExclude: () => void;
  /** Begins the cell-location test on this field. */
  readonly onTest: () => void;
}

/** A field in the rail: its picture, where it stands, and what can be done to it. */
export function FieldRow(props: FieldRowProps) {
  const { field, job, active, locked } = props;
  const { t } = useTranslation();
  const named = useGivenName();
  const { showField, analysis } = useWorkstation();
  const language = useLanguage();
  const picture = useFieldPicture(field.imageId);
  const items = useItems(props);
  return (
    <>
      <button
        type="button"
        className="field-open"
        aria-current={active ? 'true' : undefined}
        title={locked ? named(field.name) : `${named(field.name)}\n${t('fieldList.dragHint')}`}
        onClick={() => showField(field.id)}
      >
        <span className="thumb">
          {picture.phase === 'ready' && (
            <img src={picture.picture.url} alt="" loading="lazy" draggable={false} />
          )}
        </span>
        <span className="field-text">
          <span className="field-name">{named(field.name)}</span>
          <FieldStatus field={field} job={job} />
          <FieldMarks field={field} />
        </span>
      </button>
      {!locked && (
        <Menu
          compact
          className="on-hover"
          label={t('fieldList.more', { name: named(field.name) })}
          icon={Ellipsis}
          items={items}
        />
      )}
      {field.problem && job?.state !== 'queued' && job?.state !== 'running' && (
        <p className="field-reason">
          {tell(field.problem, language)}
          {!locked && (
            <button
              type="button"
              className="link-button"
              onClick={() => void analysis.analyse([field.id])}
            >
              {t('fieldList.analyseAgain')}
            </button>
          )}
        </p>
      )}
    </>
  );
}

/** Left out of the count, reviewed, cells that need a look: each with a sign and words. */
function FieldMarks({ field }: { field: Field }) {
  const { t } = useTranslation();
  const needsLook = useMemo(() => fieldAttention(field).size, [field]);
  const { excluded, reviewed } = field;
  if (!excluded && !reviewed && needsLook === 0) return null;
  return (
    <span className="field-marks">
      {excluded && (
        <span
          className="mark mark-excluded"
          title={t('fieldList.excludedFor', { reason: excluded.reason })}
        >
          <CircleMinus size={12} aria-hidden /> {t('fieldList.excluded')}
        </span>
      )}
      {reviewed && (
        <span className="mark mark-reviewed">
          <CircleCheckBig size={12} aria-hidden /> {t('fieldList.reviewed', { by: reviewed.by })}
        </span>
      )}
      {!excluded && needsLook > 0 && (
        <span className="mark mark-look">
          <Eye size={12} aria-hidden /> {t('fieldList.needsLook', { count: needsLook })}
        </span>
      )}
    </span>
  );
}

function useItems(props: FieldRowProps): MenuItem[] {
  const { field, place, count, onMove, onExclude, onTest } = props;
  const { t } = useTranslation();
  const { documents, analysis } = useWorkstation();
  const { id, excluded, reviewed, status } = field;
  return [
    {
      id: 'up',
      label: t('fieldList.moveUp'),
      shortcut: 'Alt ↑',
      icon: ArrowUp,
      disabled: place === 0,
      onSelect: () => onMove(-1),
    },
    {
      id: 'down',
      label: t('fieldList.moveDown'),
      shortcut: 'Alt ↓',
      icon: ArrowDown,
      disabled: place === count - 1,
      onSelect: () => onMove(1),
    },
    {
      id: 'review',
      label: t(reviewed ? 'fieldList.unreview' : 'fieldList.review'),
      icon: CircleCheckBig,
      onSelect: () => documents.execute(setFieldReviewed(id, reviewed === null)),
    },
    excluded
      ? {
          id: 'include',
          label: t('fieldList.include'),
          icon: CirclePlus,
          onSelect: () => documents.execute(includeField(id)),
        }
      : { id: 'exclude', label: t('fieldList.exclude'), icon: CircleMinus, onSelect: onExclude },
    {
      id: 'analyse',
      label: t(status === 'new' ? 'analysis.start' : 'fieldList.analyseAgain'),
      icon: RefreshCw,
      onSelect: () => void analysis.analyse([id]),
    },
    { id: 'test', label: t('location.title'), icon: Crosshair, onSelect: onTest },
    {
      id: 'remove',
      label: t('fieldList.remove'),
      icon: Trash2,
      danger: true,
      onSelect: () => documents.execute(removeField(id)),
    },
  ];
}
