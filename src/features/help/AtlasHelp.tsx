import { useMemo, useState } from 'react';
import type { AtlasKey } from '../../domain/atlas/index.ts';
import { approvedCells } from '../../store/approved.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { readCell } from '../../store/review.ts';
import { placedCells } from '../../store/reviewActions.ts';
import type { WorkstationState } from '../../store/state.ts';
import { AtlasDialog } from '../atlas/AtlasDialog.tsx';
import { useActions } from '../keyboard/react.tsx';

/** The page that the selected cell asks for; the first one where none is selected. */
function pageFor({ document, selection }: WorkstationState): AtlasKey {
  const [placed] = placedCells(document?.fields ?? [], selection.slice(-1));
  if (!placed) return 'LBL';
  const { countable, label } = readCell(placed.cell);
  return countable ? (label ?? 'LBL') : 'uncountable';
}

/** The reference atlas by its action, open at the selected cell's class. */
export function AtlasHelp() {
  const { store } = useWorkstation();
  const document = useWorkstationState((state) => state.document);
  const [page, setPage] = useState<AtlasKey | null>(null);
  useActions({ atlas: () => setPage(pageFor(store.getState())) });
  const approved = useMemo(
    () => (document && page !== null ? approvedCells(document, page) : []),
    [document, page],
  );
  return (
    <AtlasDialog
      open={page !== null}
      onClose={() => setPage(null)}
      label={page ?? 'LBL'}
      onLabelChange={setPage}
      approved={approved}
    />
  );
}
