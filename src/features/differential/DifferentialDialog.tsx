import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { Dialog } from '../shared/Dialog.tsx';
import { Tabs } from '../shared/Tabs.tsx';
import { FieldComparison } from './FieldComparison.tsx';
import { RangeTable } from './RangeTable.tsx';
import { ReviewFacts } from './ReviewFacts.tsx';

interface DifferentialDialogProps {
  readonly document: Case;
  readonly onClose: () => void;
}

type Part = 'fields' | 'review' | 'ranges';

/** What stands behind the differential: its fields, the review and the pack, reference values. */
export function DifferentialDialog({ document, onClose }: DifferentialDialogProps) {
  const { t } = useTranslation();
  const [part, setPart] = useState<Part>('fields');
  const panels = {
    fields: <FieldComparison document={document} />,
    review: <ReviewFacts document={document} />,
    ranges: <RangeTable document={document} />,
  };
  return (
    <Dialog title={t('figures.detailsTitle')} open onClose={onClose} wide>
      <div className="differential-details">
        <Tabs
          label={t('figures.tabs')}
          selected={part}
          onSelect={setPart}
          tabs={(['fields', 'review', 'ranges'] as const).map((id) => ({
            id,
            label: t(`figures.tab.${id}`),
            panel: panels[id],
          }))}
        />
      </div>
    </Dialog>
  );
}
