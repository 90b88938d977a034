import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LocationTest, pooledShare } from '../../domain/locationTest.ts';
import { useWorkstation } from '../../store/react.tsx';
import { saveFile } from '../report/saveFile.ts';
import { Button } from '../shared/buttons.tsx';
import { interval, percent } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { LocationChart } from './LocationChart.tsx';

/** Past tests of one person or of all: together, over time, and as a file. */
export function LocationHistory({ tests }: { tests: readonly LocationTest[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { services } = useWorkstation();
  const [person, setPerson] = useState('');
  const people = useMemo(() => [...new Set(tests.map(({ by }) => by))].sort(), [tests]);
  const shown = useMemo(
    () => tests.filter(({ by }) => person === '' || by === person),
    [tests, person],
  );
  const pooled = pooledShare(shown);

  const write = async () => {
    const { locationCsv } = await import('../../io/export/locationCsv.ts');
    const name = 'location-tests.csv';
    saveFile(new Blob([locationCsv(shown)], { type: 'text/csv;charset=utf-8' }), name);
    services.notify({ level: 'success', key: 'notices.exported', values: { name } });
  };

  return (
    <section className="location-history">
      <h3>{t('location.history')}</h3>
      {tests.length === 0 ? (
        <p className="hint">{t('location.noHistory')}</p>
      ) : (
        <>
          <div className="location-tools">
            <label className="field-subject">
              {t('location.person')}
              <select value={person} onChange={(event) => setPerson(event.target.value)}>
                <option value="">{t('location.everyone')}</option>
                {people.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <Button icon={Download} onClick={() => void write()}>
              {t('location.export')}
            </Button>
          </div>
          {pooled.interval && (
            <p data-testid="location-pooled">
              {t('location.pooled', {
                count: shown.length,
                found: pooled.count,
                cells: shown.reduce((sum, { cells }) => sum + cells, 0),
                share: percent(pooled.share, language),
                interval: interval(pooled.interval.low, pooled.interval.high, language),
              })}
            </p>
          )}
          <LocationChart tests={shown} />
          <p className="fine-print">{t('location.chart')}</p>
        </>
      )}
    </section>
  );
}
