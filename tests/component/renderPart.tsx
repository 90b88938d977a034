import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { initialiseTexts } from '../../src/app/i18n/index.ts';
import type { Case } from '../../src/domain/case.ts';
import { useWorkstationState, WorkstationProvider } from '../../src/store/react.tsx';
import { createWorkstation } from '../../src/store/workstation.ts';
import { testServices } from '../unit/store/support.ts';
import { installBrowserParts } from './browserParts.ts';

function OfDocument({ part }: { readonly part: (document: Case) => ReactNode }) {
  const document = useWorkstationState((state) => state.document);
  return document && part(document);
}

/** One part of the screen on a case in memory: asking for roles in the whole window takes seconds. */
export async function renderPart(sample: Case, part: (document: Case) => ReactNode) {
  installBrowserParts();
  await initialiseTexts();
  const services = testServices();
  services.repository.cases.set(sample.id, structuredClone(sample));
  const station = createWorkstation(services);
  await station.start({ caseId: sample.id, view: 'field' });
  const current = () => station.store.getState().document as Case;
  const rendered = render(
    <WorkstationProvider workstation={station}>
      <OfDocument part={part} />
    </WorkstationProvider>,
  );
  return { services, station, current, ...rendered };
}
