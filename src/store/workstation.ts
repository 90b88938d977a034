import { createStore, type StoreApi } from 'zustand/vanilla';
import { AnalysisQueue } from './analysis/queue.ts';
import { Documents } from './documents.ts';
import { importImages } from './importImages.ts';
import { DEFAULT_PREFERENCES, messageOf, type Preferences, type Services } from './services.ts';
import { createDemonstrations, start } from './start.ts';
import { INITIAL_STATE, type WorkstationState } from './state.ts';

/** The state of the workstation and everything that can be done to it. */
export interface Workstation {
  readonly store: StoreApi<WorkstationState>;
  readonly services: Services;
  readonly documents: Documents;
  readonly analysis: AnalysisQueue;
  /** Opens what was open last, or makes the demonstration cases. */
  start(): Promise<void>;
  /** Renders the demonstration cases that are missing. */
  restoreDemonstrations(): Promise<void>;
  importImages(files: readonly File[]): Promise<number>;
  /** Shows a field; no cell is selected. */
  showField(fieldId: string): void;
  selectCell(cellId: string | null): void;
  /** Shows a field and selects one of its cells. */
  showCell(fieldId: string, cellId: string): void;
  /** Selects the next (1) or previous (−1) cell, going on to the neighbouring field at an end. */
  stepCell(direction: 1 | -1, order: (fieldId: string) => readonly string[]): void;
  setPreferences(change: Partial<Preferences>): void;
}

/** Puts the workstation together on the given services. */
export function createWorkstation(services: Services): Workstation {
  const store = createStore<WorkstationState>(() => ({
    ...INITIAL_STATE,
    preferences: { ...DEFAULT_PREFERENCES, ...services.preferences.read() },
  }));
  const documents = new Documents(store, services);
  const analysis = new AnalysisQueue(store, services, documents);

  return {
    store,
    services,
    documents,
    analysis,
    start: () => start(store, documents, services),
    restoreDemonstrations: () =>
      createDemonstrations(store, documents, services).catch((error: unknown) =>
        services.notify({
          level: 'error',
          key: 'notices.demonstrationsFailed',
          values: { problem: messageOf(error) },
        }),
      ),
    importImages: (files) => importImages(store, documents, services, files),
    showField: (fieldId) => store.setState({ activeFieldId: fieldId, selectedCellId: null }),
    selectCell: (cellId) => store.setState({ selectedCellId: cellId }),
    showCell: (fieldId, cellId) =>
      store.setState({ activeFieldId: fieldId, selectedCellId: cellId }),
    stepCell(direction, order) {
      const { document, activeFieldId, selectedCellId } = store.getState();
      if (!document || !activeFieldId) return;
      const cells = order(activeFieldId);
      const at = selectedCellId ? cells.indexOf(selectedCellId) : direction > 0 ? -1 : cells.length;
      const next = cells[at + direction];
      if (next) {
        store.setState({ selectedCellId: next });
        return;
      }
      for (
        let index = document.fields.findIndex((field) => field.id === activeFieldId) + direction;
        index >= 0 && index < document.fields.length;
        index += direction
      ) {
        const field = document.fields[index]!;
        const neighbour = order(field.id).at(direction > 0 ? 0 : -1);
        if (neighbour) {
          store.setState({ activeFieldId: field.id, selectedCellId: neighbour });
          return;
        }
      }
    },
    setPreferences(change) {
      const preferences = { ...store.getState().preferences, ...change };
      store.setState({ preferences });
      services.preferences.write(preferences);
      if (change.backend !== undefined) void analysis.close();
    },
  };
}
