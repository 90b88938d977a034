import { Archive, ArchiveRestore, Download, Play, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useWorkstationState } from '../../store/react.tsx';
import type { CaseEntry } from '../../store/services.ts';
import { Button } from '../shared/buttons.tsx';
import type { CaseActions } from './useCaseActions.ts';

interface SelectionBarProps {
  readonly entries: readonly CaseEntry[];
  readonly archived: boolean;
  readonly actions: CaseActions;
  readonly onClear: () => void;
}

/** What can be done to several cases at once. */
export function SelectionBar({ entries, archived, actions, onClear }: SelectionBarProps) {
  const { t } = useTranslation();
  const busy = useWorkstationState((state) => state.transfer !== null);
  const ids = entries.map(({ id }) => id);
  const toAnalyse = entries.filter(({ state, fields }) => state !== 'signed' && fields > 0);
  return (
    <section className="selection-bar" aria-label={t('caseList.selected', { count: ids.length })}>
      <span role="status">{t('caseList.selected', { count: ids.length })}</span>
      <Button
        kind="primary"
        icon={Play}
        disabled={toAnalyse.length === 0}
        onClick={() => actions.analyse(toAnalyse.map(({ id }) => id))}
      >
        {t('caseList.analyse')}
      </Button>
      <Button
        icon={archived ? ArchiveRestore : Archive}
        onClick={() => {
          onClear();
          void actions.archive(ids, !archived);
        }}
      >
        {t(archived ? 'caseList.unarchive' : 'caseList.archive')}
      </Button>
      <Button icon={Download} disabled={busy} onClick={() => void actions.export(entries)}>
        {t('caseList.export')}
      </Button>
      <span className="spacer" />
      <Button kind="quiet" icon={X} onClick={onClear}>
        {t('caseList.clearSelection')}
      </Button>
    </section>
  );
}
