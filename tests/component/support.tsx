import { render } from '@testing-library/react';
import { App } from '../../src/app/App.tsx';
import { initialiseTexts } from '../../src/app/i18n/index.ts';
import type { Case } from '../../src/domain/case.ts';
import { createWorkstation } from '../../src/store/workstation.ts';
import { testServices } from '../unit/store/support.ts';
import { installBrowserParts } from './browserParts.ts';

/** The whole workstation on a case in memory. */
export async function renderWorkstation(
  document: Case,
  change: Parameters<typeof testServices>[0] = {},
) {
  installBrowserParts();
  await initialiseTexts();
  const services = testServices(change);
  services.repository.cases.set(document.id, structuredClone(document));
  for (const field of document.fields)
    services.repository.images.set(field.imageId, new Blob(['picture']));
  const station = createWorkstation(services);
  await station.start();
  return { services, station, ...render(<App workstation={station} />) };
}
