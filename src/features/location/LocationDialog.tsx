import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import type { LocationTest } from '../../domain/locationTest.ts';
import { locationTruthOf, nextLocationField, testsOfDay } from '../../domain/locationTest.ts';
import { UNNAMED_REVIEWER } from '../../store/documents.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { useGivenName } from '../shared/useGivenName.ts';
import { LocationHistory } from './LocationHistory.tsx';
import { LocationStage } from './LocationStage.tsx';

interface LocationDialogProps {
  readonly document: Case;
  /** The field to begin with; null for the one whose turn it is. */
  readonly fieldId: string | null;
  readonly onClose: () => void;
}

/** The cell-location test: which field, the marking, and how it went over time. */
export function LocationDialog({ document, fieldId, onClose }: LocationDialogProps) {
  const { t } = useTranslation();
  const named = useGivenName();
  const { services } = useWorkstation();
  const by = useWorkstationState((state) => state.preferences.reviewer) || UNNAMED_REVIEWER;
  // Read once: tests of other tabs show when the dialog is opened again.
  const [tests, setTests] = useState(() => services.locationTests.read());
  const [chosen, setChosen] = useState(
    () => fieldId ?? nextLocationField(document, tests, by)?.id ?? null,
  );
  const [testing, setTesting] = useState(false);
  const known = document.fields.filter((field) => locationTruthOf(document, field) !== null);
  const field = known.find(({ id }) => id === chosen) ?? known[0];
  const truth = field && locationTruthOf(document, field);

  const today = testsOfDay(tests, by, new Date(services.now()));

  const keep = (test: LocationTest) => {
    setTests((before) => [...before, test]);
    if (!services.locationTests.add(test))
      services.notify({ level: 'error', key: 'location.notKept' });
  };
  const next = () => {
    setChosen(nextLocationField(document, tests, by)?.id ?? null);
    setTesting(false);
  };

  return (
    <Dialog title={t('location.title')} open onClose={onClose} wide>
      {testing && field && truth ? (
        <LocationStage
          document={document}
          field={field}
          truth={truth}
          by={by}
          onTaken={keep}
          onLeave={next}
        />
      ) : (
        <div className="location">
          <p>{t('location.intro')}</p>
          <p data-testid="location-today">
            {today === 0 ? t('location.notToday') : t('location.today', { count: today })}
          </p>
          {field && truth ? (
            <div className="location-start">
              <label className="form-row">
                {t('location.field')}
                <select value={field.id} onChange={(event) => setChosen(event.target.value)}>
                  {known.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {named(name)}
                    </option>
                  ))}
                </select>
              </label>
              <Button kind="primary" data-testid="location-start" onClick={() => setTesting(true)}>
                {t('location.start')}
              </Button>
              <p className="hint">{t(`location.truth.${truth.origin}`)}</p>
            </div>
          ) : (
            <p role="status">{t('location.noTruth')}</p>
          )}
          <LocationHistory tests={tests} />
          <p className="fine-print">{t('location.method')}</p>
        </div>
      )}
    </Dialog>
  );
}
