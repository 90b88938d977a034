import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { useActions, useKeyboard } from '../keyboard/react.tsx';
import { demonstrationFor } from './steps.ts';
import { startTour } from './tour.ts';
import { WelcomeDialog } from './WelcomeDialog.tsx';

/** The welcome of a first visit, and the guided tour whenever it is asked for. */
export function FirstVisit() {
  const { t } = useTranslation();
  const station = useWorkstation();
  const keyboard = useKeyboard();
  const [wanted, setWanted] = useState(false);
  const end = useRef<(() => void) | null>(null);
  // Demonstration cases are drawn on the first visit; the tour waits for the first of them.
  const ready = useWorkstationState((state) => demonstrationFor(state) !== null);
  useActions({ tour: () => setWanted(true) });

  useEffect(() => {
    if (!wanted || !ready) return;
    setWanted(false);
    end.current?.();
    void startTour({
      station,
      keyboard,
      t,
      onEnd: () => {
        end.current = null;
      },
    }).then((stop) => {
      end.current = stop;
    });
  }, [wanted, ready, station, keyboard, t]);

  useEffect(() => () => end.current?.(), []);
  return <WelcomeDialog onTour={() => setWanted(true)} />;
}
