import { render } from '@testing-library/react';
import { App } from '../../src/app/App.tsx';
import { initialiseTexts } from '../../src/app/i18n/index.ts';
import type { Case } from '../../src/domain/case.ts';
import { createWorkstation } from '../../src/store/workstation.ts';
import { testServices } from '../unit/store/support.ts';

/** jsdom lays nothing out: every element is 800 × 600 at the origin, and pictures load at once. */
export function installBrowserParts(): void {
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 800 });
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 600 });
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  HTMLElement.prototype.setPointerCapture = () => undefined;
  URL.createObjectURL = () => 'blob:test';
  URL.revokeObjectURL = () => undefined;
  HTMLImageElement.prototype.decode = async () => undefined;
  if (!HTMLDialogElement.prototype.showModal) {
    HTMLDialogElement.prototype.showModal = function showModal() {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function close() {
      this.open = false;
      this.dispatchEvent(new Event('close'));
    };
  }
}

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
