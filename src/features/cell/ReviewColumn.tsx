import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../domain/case.ts';
import { CallPanel } from '../call/CallPanel.tsx';
import { DifferentialPanel } from '../differential/DifferentialPanel.tsx';
import { SignedBanner } from '../report/SignedBanner.tsx';
import { Tabs } from '../shared/Tabs.tsx';
import { CellPanel, type CellPanelProps } from './CellPanel.tsx';
import { ConflictPanel } from './ConflictPanel.tsx';
import { ReviewProgress } from './ReviewProgress.tsx';

type ReviewColumnProps = Omit<CellPanelProps, 'field'> & { readonly field: Field | null };
type Tab = 'cell' | 'differential';

/** The right column: the call always on top, then what is next, below it the cell or the count. */
export function ReviewColumn({ field, ...props }: ReviewColumnProps) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<Tab>('differential');
  const [shownFor, setShownFor] = useState<string | null>(null);
  const cellId = props.cell?.id ?? null;
  // Choosing a cell shows it; the tab the user chooses afterwards stays until the next cell.
  if (cellId !== shownFor) {
    setShownFor(cellId);
    if (cellId !== null && shownFor === null) setTab('cell');
  }
  return (
    <aside className="review" aria-label={t('review.title')}>
      <SignedBanner document={props.document} />
      <CallPanel document={props.document} compact={tab === 'cell' && props.cell !== null} />
      <ReviewProgress document={props.document} />
      {field && <ConflictPanel key={field.id} field={field} />}
      <Tabs
        label={t('review.tabs')}
        selected={tab}
        onSelect={setTab}
        tabs={[
          {
            id: 'cell',
            label: t('cell.tab'),
            panel: field && <CellPanel {...props} field={field} />,
          },
          {
            id: 'differential',
            label: t('differential.tab'),
            panel: <DifferentialPanel document={props.document} />,
          },
        ]}
      />
    </aside>
  );
}
