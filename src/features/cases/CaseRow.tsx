import {
  Archive,
  ArchiveRestore,
  Copy,
  Download,
  Ellipsis,
  FolderOpen,
  Pencil,
  Play,
  Trash2,
  TriangleAlert,
  X,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { tell } from '../../domain/text/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import type { CaseEntry } from '../../store/services.ts';
import { type CaseRun, runsByCase } from '../analysis/progress.ts';
import { RunWords } from '../analysis/QueueProgress.tsx';
import { IconButton } from '../shared/buttons.tsx';
import { dateTime } from '../shared/format.ts';
import { Menu, type MenuItem } from '../shared/Menu.tsx';
import { useGivenName } from '../shared/useGivenName.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { Thumbnail } from './Thumbnail.tsx';
import type { CaseActions } from './useCaseActions.ts';

interface CaseRowProps {
  readonly entry: CaseEntry;
  readonly selected: boolean;
  readonly actions: CaseActions;
  readonly onSelect: (selected: boolean) => void;
  readonly onEdit: () => void;
}

/** A case in the list: what it is, how far it has come, and what can be done to it. */
export function CaseRow({ entry, selected, actions, onSelect, onEdit }: CaseRowProps) {
  const { t } = useTranslation();
  const named = useGivenName();
  const { documents } = useWorkstation();
  const language = useLanguage();
  const run = useRun(entry.id);
  const isOpen = useWorkstationState((state) => state.document?.id === entry.id);
  const { description } = entry;
  const name = named(entry.name);
  const words = [
    description.specimen,
    description.site,
    description.stain,
    description.collectedOn,
  ].filter(Boolean);

  return (
    <tr className="case-row" data-selected={selected} data-case={entry.id}>
      <td className="case-check">
        <input
          type="checkbox"
          checked={selected}
          disabled={entry.unreadable !== null}
          aria-label={t('caseList.select', { name })}
          onChange={(event) => onSelect(event.target.checked)}
        />
      </td>
      <th scope="row" className="case-what">
        <button
          type="button"
          className="case-open"
          aria-current={isOpen ? 'true' : undefined}
          disabled={entry.unreadable !== null}
          onClick={() => void documents.open(entry.id)}
        >
          <Thumbnail imageId={entry.pictureId} />
          <span className="case-words">
            <span className="case-name">{name}</span>
            {words.length > 0 && <span className="case-description">{words.join(' · ')}</span>}
          </span>
        </button>
        {entry.synthetic && <span className="tag">{t('caseList.synthetic')}</span>}
        {entry.unreadable !== null && (
          <p className="case-problem">
            <TriangleAlert size={13} aria-hidden />
            {t('caseList.unreadable', { problem: tell(entry.unreadable, language) })}
          </p>
        )}
      </th>
      {entry.unreadable === null ? (
        <>
          <td>{run ? <RunState run={run} /> : <StateChip state={entry.state} />}</td>
          <td className="number">
            {entry.fields}
            {entry.waiting > 0 && <small>{t('caseList.waiting', { count: entry.waiting })}</small>}
          </td>
          <td className="number">
            {entry.cells > 0 ? (
              <>
                {t('caseList.reviewed', { reviewed: entry.reviewed, total: entry.cells })}
                <progress
                  value={entry.reviewed}
                  max={entry.cells}
                  aria-label={t('caseList.columns.cells')}
                />
              </>
            ) : (
              '—'
            )}
          </td>
          <td>
            <span className="case-call" data-call={entry.call}>
              {t(`caseList.calls.${entry.call}`)}
            </span>
          </td>
          <td className="case-date">
            <time dateTime={entry.updatedAt}>{dateTime(entry.updatedAt, language)}</time>
          </td>
        </>
      ) : (
        <td colSpan={5} />
      )}
      <td className="case-actions">
        <Menu
          compact
          label={t('caseList.more', { name })}
          icon={Ellipsis}
          items={itemsOf(entry, { t, actions, onEdit, open: () => void documents.open(entry.id) })}
        />
      </td>
    </tr>
  );
}

/** The run of a case in the queue, while any of its fields is waiting or some have failed. */
function useRun(caseId: string): CaseRun | null {
  const jobs = useWorkstationState((state) => state.jobs);
  const run = runsByCase(jobs.filter((job) => job.caseId === caseId))[0];
  return run && (run.open || run.failed > 0) ? run : null;
}

function RunState({ run }: { run: CaseRun }) {
  const { t } = useTranslation();
  const { analysis } = useWorkstation();
  return (
    <span className="case-run">
      <span className="case-run-words">
        <RunWords run={run} />
      </span>
      {run.open && (
        <>
          <IconButton
            label={t('queue.cancelOne', { name: run.name })}
            icon={X}
            onClick={() => analysis.cancel(run.caseId)}
          />
          <progress
            value={run.share}
            max={1}
            aria-label={t('queue.progressOf', { name: run.name })}
          />
        </>
      )}
    </span>
  );
}

function StateChip({ state }: { state: CaseEntry['state'] }) {
  const { t } = useTranslation();
  return (
    <span className="state-chip" data-state={state}>
      {t(`caseList.states.${state}`)}
    </span>
  );
}

interface ItemContext {
  readonly t: ReturnType<typeof useTranslation>['t'];
  readonly actions: CaseActions;
  readonly onEdit: () => void;
  readonly open: () => void;
}

function itemsOf(entry: CaseEntry, { t, actions, onEdit, open }: ItemContext): MenuItem[] {
  const { id, archivedAt } = entry;
  const remove: MenuItem = {
    id: 'delete',
    label: t('caseList.delete'),
    icon: Trash2,
    danger: true,
    onSelect: () => actions.remove(id),
  };
  if (entry.unreadable !== null) return [remove];
  const isSigned = entry.state === 'signed';
  return [
    { id: 'open', label: t('caseList.open'), icon: FolderOpen, onSelect: open },
    {
      id: 'analyse',
      label: t('caseList.analyse'),
      icon: Play,
      disabled: isSigned || entry.fields === 0,
      onSelect: () => actions.analyse([id]),
    },
    {
      id: 'edit',
      label: t('caseList.edit'),
      icon: Pencil,
      disabled: isSigned,
      onSelect: onEdit,
    },
    {
      id: 'duplicate',
      label: t('caseList.duplicate'),
      icon: Copy,
      onSelect: () => actions.duplicate(entry),
    },
    {
      id: 'export',
      label: t('caseList.export'),
      icon: Download,
      onSelect: () => void actions.export([entry]),
    },
    {
      id: 'archive',
      label: t(archivedAt === null ? 'caseList.archive' : 'caseList.unarchive'),
      icon: archivedAt === null ? Archive : ArchiveRestore,
      onSelect: () => void actions.archive([id], archivedAt === null),
    },
    remove,
  ];
}
