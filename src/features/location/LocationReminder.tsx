import { Crosshair } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { locationTruthOf, testsOfDay } from '../../domain/locationTest.ts';
import { UNNAMED_REVIEWER } from '../../store/documents.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';

interface LocationReminderProps {
  readonly document: Case;
  /** Changes when a test may have been taken. */
  readonly taken: unknown;
  readonly onTest: () => void;
}

/** Reminds of the day's cell-location test where the case has a field for it, until it was taken. */
export function LocationReminder({ document, taken, onTest }: LocationReminderProps) {
  const { t } = useTranslation();
  const { services } = useWorkstation();
  const by = useWorkstationState((state) => state.preferences.reviewer) || UNNAMED_REVIEWER;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was taken lies in the browser's storage
  const isTaken = useMemo(
    () => testsOfDay(services.locationTests.read(), by, new Date(services.now())) > 0,
    [services, by, taken],
  );
  if (isTaken || !document.fields.some((field) => locationTruthOf(document, field))) return null;
  return (
    <button type="button" className="location-reminder" onClick={onTest}>
      <Crosshair size={14} aria-hidden="true" /> {t('location.remind')}
    </button>
  );
}
