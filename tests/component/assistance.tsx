import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { initialiseTexts } from '../../src/app/i18n/index.ts';
import type { Case } from '../../src/domain/case.ts';
import { Assistance } from '../../src/features/help/Assistance.tsx';
import { KeyboardProvider } from '../../src/features/keyboard/KeyboardProvider.tsx';
import { WorkstationProvider } from '../../src/store/react.tsx';
import type { Preferences } from '../../src/store/services.ts';
import { createWorkstation } from '../../src/store/workstation.ts';
import { testServices } from '../unit/store/support.ts';
import { installBrowserParts } from './browserParts.ts';

/** The keyboard, its dialogs and the first visit on a case in memory, without the views. */
export async function renderAssistance(
  document: Case,
  { preferences = {}, children }: { preferences?: Partial<Preferences>; children?: ReactNode } = {},
) {
  installBrowserParts();
  Element.prototype.scrollIntoView = () => undefined;
  await initialiseTexts();
  const services = testServices();
  services.preferences.write({ ...services.preferences.read(), ...preferences } as Preferences);
  services.repository.cases.set(document.id, structuredClone(document));
  const station = createWorkstation(services);
  await station.start();
  const view = render(
    <WorkstationProvider workstation={station}>
      <KeyboardProvider>
        {children}
        <Assistance />
      </KeyboardProvider>
    </WorkstationProvider>,
  );
  return { services, station, ...view };
}
