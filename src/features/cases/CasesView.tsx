import {
  Archive,
  ChartSpline,
  FileInput,
  FolderPlus,
  Inbox,
  RotateCcw,
  SearchX,
} from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import type { CaseEntry } from '../../store/services.ts';
import { useRunAction } from '../keyboard/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { CaseForm } from './CaseForm.tsx';
import { CaseTable } from './CaseTable.tsx';
import { ListTools } from './ListTools.tsx';
import { type Listing, listCases, type Place } from './listing.ts';
import { RenderingProgress } from './RenderingProgress.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { StorageUse } from './StorageUse.tsx';
import { TrashList } from './TrashList.tsx';
import { useCaseActions } from './useCaseActions.ts';

const EVERYTHING: Omit<Listing, 'archived'> = { search: '', sort: 'updated', state: 'any' };

/** The cases kept in this browser: find, open, create, analyse, export, delete. */
export function CasesView() {
  const { t } = useTranslation();
  const { restoreDemonstrations, caseFiles, showView } = useWorkstation();
  const cases = useWorkstationState((state) => state.cases);
  const rendering = useWorkstationState((state) => state.start.phase === 'rendering');
  const busy = useWorkstationState((state) => state.transfer !== null);
  const actions = useCaseActions();
  const run = useRunAction();
  const [place, setPlace] = useState<Place>('active');
  const [listing, setListing] = useState(EVERYTHING);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [edited, setEdited] = useState<CaseEntry | null>(null);
  const input = useRef<HTMLInputElement>(null);

  const shown = listCases(cases, { ...listing, archived: place === 'archived' });
  // What is filtered away is not acted upon.
  const selected = shown.filter(({ id, unreadable }) => chosen.has(id) && unreadable === null);
  const select = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setChosen(next);
  };
  const goTo = (next: Place) => {
    setPlace(next);
    setChosen(new Set());
  };

  return (
    <main className="cases-view">
      <header className="cases-head">
        <h1>
          {t('caseList.title')}
          {place !== 'trash' && (
            <span className="count" role="status">
              {t('caseList.shown', { count: shown.length })}
            </span>
          )}
        </h1>
        <span className="spacer" />
        <Button
          kind="quiet"
          icon={RotateCcw}
          disabled={rendering}
          title={t('caseList.demonstrationsHint')}
          onClick={() => void restoreDemonstrations()}
        >
          {t('caseList.demonstrations')}
        </Button>
        <Button
          kind="quiet"
          icon={ChartSpline}
          title={t('validation.titleHint')}
          onClick={() => showView('validation')}
        >
          {t('validation.title')}
        </Button>
        <Button
          icon={FileInput}
          disabled={busy}
          title={t('caseList.importHint')}
          onClick={() => input.current?.click()}
        >
          {t('caseList.import')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept=".zip,application/zip"
          aria-label={t('caseList.importLabel')}
          data-testid="case-files"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            void caseFiles.import(files);
          }}
        />
        <Button kind="primary" icon={FolderPlus} onClick={() => run('newCase')}>
          {t('caseForm.newTitle')}
        </Button>
      </header>
      <ListTools
        place={place}
        listing={listing}
        onPlace={goTo}
        onListing={(change) => setListing({ ...listing, ...change })}
      />
      <RenderingProgress />
      {selected.length > 0 && (
        <SelectionBar
          entries={selected}
          archived={place === 'archived'}
          actions={actions}
          onClear={() => setChosen(new Set())}
        />
      )}
      <div className="cases-body">
        {place === 'trash' ? (
          <TrashList />
        ) : shown.length > 0 ? (
          <CaseTable
            entries={shown}
            selected={new Set(selected.map(({ id }) => id))}
            actions={actions}
            onSelect={select}
            onEdit={setEdited}
          />
        ) : (
          <Nothing
            place={place}
            filtered={cases.some(
              ({ archivedAt }) => (archivedAt !== null) === (place === 'archived'),
            )}
            onShowAll={() => setListing(EVERYTHING)}
            onNew={() => run('newCase')}
          />
        )}
      </div>
      <footer className="cases-foot">
        <StorageUse />
      </footer>
      <CaseForm
        open={edited !== null}
        onClose={() => setEdited(null)}
        {...(edited ? { initial: edited } : {})}
        onSubmit={(words) => edited && void actions.describe(edited, words)}
      />
    </main>
  );
}

interface NothingProps {
  readonly place: Place;
  readonly filtered: boolean;
  readonly onShowAll: () => void;
  readonly onNew: () => void;
}

/** What stands where no case does, and what to do about it. */
function Nothing({ place, filtered, onShowAll, onNew }: NothingProps) {
  const { t } = useTranslation();
  if (filtered)
    return (
      <div className="list-empty">
        <SearchX size={28} aria-hidden />
        <strong>{t('caseList.noneFound')}</strong>
        <p>{t('caseList.noneFoundText')}</p>
        <Button onClick={onShowAll}>{t('caseList.showAll')}</Button>
      </div>
    );
  if (place === 'archived')
    return (
      <div className="list-empty">
        <Archive size={28} aria-hidden />
        <strong>{t('caseList.archiveEmpty')}</strong>
        <p>{t('caseList.archiveEmptyText')}</p>
      </div>
    );
  return (
    <div className="list-empty">
      <Inbox size={28} aria-hidden />
      <strong>{t('caseList.emptyTitle')}</strong>
      <p>{t('caseList.emptyText')}</p>
      <Button kind="primary" icon={FolderPlus} onClick={onNew}>
        {t('caseForm.newTitle')}
      </Button>
    </div>
  );
}
