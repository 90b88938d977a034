import { ArrowLeft, Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import {
  type ComparedCell,
  compareReaders,
  LEVELS,
  type Level,
  type ReaderComparison,
} from '../../domain/readerComparison.ts';
import { useWorkstation } from '../../store/react.tsx';
import { saveFile } from '../report/saveFile.ts';
import { Button } from '../shared/buttons.tsx';
import { fileNameOf } from '../shared/format.ts';
import { Tabs } from '../shared/Tabs.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { showPlace } from '../viewer/look.ts';
import { ComparisonSummary } from './ComparisonSummary.tsx';
import { Counts } from './Counts.tsx';
import { Disagreements } from './Disagreements.tsx';
import { OWN, type ReadingChoice, readingChoices } from './readings.ts';
import { WordTable } from './WordTable.tsx';

interface ComparisonPanelProps {
  readonly document: Case;
  /** The reader that the case's own reading is compared with at first. */
  readonly readerId: string;
  readonly onBack: () => void;
  /** A cell was opened in the field view. */
  readonly onLeave: () => void;
}

/** Two readers of the case: what they found, what they called it, and how their counts read. */
export function ComparisonPanel({ document, readerId, onBack, onLeave }: ComparisonPanelProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { services, showCell, showField, showView } = useWorkstation();
  const choices = useMemo(() => readingChoices(document, t), [document, t]);
  const [firstId, setFirst] = useState(OWN);
  const [secondId, setSecond] = useState(readerId);
  const [level, setLevel] = useState<Level>('class');
  const of = (id: string) => choices.find((choice) => choice.id === id) ?? choices[0]!;
  const [first, second] = [of(firstId), of(secondId)];
  const comparison = useMemo(
    () => compareReaders(document, first.reading, second.reading, level, language),
    [document, first, second, level, language],
  );

  const open = ({ fieldId, ...cell }: ComparedCell) => {
    const place = cell.first ?? cell.second;
    const own = first.id === OWN ? cell.firstIndex : second.id === OWN ? cell.secondIndex : -1;
    const field = document.fields.find(({ id }) => id === fieldId);
    const ownCell = field?.cells[own];
    showView('field');
    if (ownCell) showCell(fieldId, ownCell.id);
    else showField(fieldId);
    showPlace(place && !ownCell ? { fieldId, box: place.box } : null, [firstId, secondId]);
    onLeave();
  };

  const write = async () => {
    const { comparisonCsv } = await import('../../io/export/comparisonCsv.ts');
    const name = `${fileNameOf(document.name)}-readers.csv`;
    const csv = comparisonCsv(document, comparison, language);
    saveFile(new Blob([csv], { type: 'text/csv;charset=utf-8' }), name);
    services.notify({ level: 'success', key: 'notices.exported', values: { name } });
  };

  return (
    <div className="comparison">
      <div className="comparison-head">
        <Button kind="quiet" icon={ArrowLeft} onClick={onBack}>
          {t('comparison.back')}
        </Button>
        <span className="spacer" />
        <Button icon={Download} onClick={() => void write()}>
          {t('comparison.export')}
        </Button>
      </div>
      <div className="comparison-form">
        <ReaderSelect
          label={t('comparison.first')}
          choices={choices}
          value={first.id}
          onChange={setFirst}
        />
        <ReaderSelect
          label={t('comparison.second')}
          choices={choices}
          value={second.id}
          onChange={setSecond}
        />
        <label className="form-row">
          {t('comparison.level')}
          <select value={level} onChange={(event) => setLevel(event.target.value as Level)}>
            {LEVELS.map((id) => (
              <option key={id} value={id}>
                {t(`comparison.levels.${id}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Compared document={document} comparison={comparison} {...{ first, second }} onOpen={open} />
    </div>
  );
}

interface ReaderSelectProps {
  readonly label: string;
  readonly choices: readonly ReadingChoice[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

const ReaderSelect = ({ label, choices, value, onChange }: ReaderSelectProps) => (
  <label className="form-row">
    {label}
    <select value={value} onChange={(event) => onChange(event.target.value)}>
      {choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  </label>
);

interface ComparedProps {
  readonly document: Case;
  readonly comparison: ReaderComparison;
  readonly first: ReadingChoice;
  readonly second: ReadingChoice;
  readonly onOpen: (cell: ComparedCell) => void;
}

type Part = 'disagreements' | 'classes' | 'counts';

function Compared({ document, comparison, first, second, onOpen }: ComparedProps) {
  const { t } = useTranslation();
  const [part, setPart] = useState<Part>('disagreements');
  if (first.id === second.id) return <p role="status">{t('comparison.sameReader')}</p>;
  if (comparison.fieldIds.length === 0) return <p role="status">{t('comparison.noFields')}</p>;
  const panels = {
    disagreements: <Disagreements document={document} comparison={comparison} onOpen={onOpen} />,
    classes: <WordTable comparison={comparison} />,
    counts: <Counts comparison={comparison} />,
  };
  return (
    <>
      <ComparisonSummary comparison={comparison} />
      <Tabs
        label={t('comparison.tabs')}
        selected={part}
        onSelect={setPart}
        tabs={(['disagreements', 'classes', 'counts'] as const).map((id) => ({
          id,
          label:
            id === 'disagreements'
              ? `${t(`comparison.tab.${id}`)} (${comparison.disagreements.length})`
              : t(`comparison.tab.${id}`),
          panel: panels[id],
        }))}
      />
      <p className="fine-print">
        {t('comparison.method')} {document.manual.merged && t('figures.notByHand')}
      </p>
    </>
  );
}
