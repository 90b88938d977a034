import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Laboratory } from '../domain/laboratory.ts';
import { AnalysisQueue } from './analysis/queue.ts';
import { CaseFiles } from './caseFiles.ts';
import { Documents } from './documents.ts';
import { importImages } from './importImages.ts';
import { Packs } from './packs/packs.ts';
import { neighbour, nextUnreviewed } from './review.ts';
import { ReviewActions } from './reviewActions.ts';
import { DEFAULT_PREFERENCES, type Preferences, problemOf, type Services } from './services.ts';
import { createDemonstrations, start, type Target } from './start.ts';
import { INITIAL_STATE, primaryCellId, type View, type WorkstationState } from './state.ts';
import { Validation } from './validation/validation.ts';

/** The state of the workstation and everything that can be done to it. */
export interface Workstation {
  readonly store: StoreApi<WorkstationState>;
  readonly services: Services;
  readonly documents: Documents;
  readonly analysis: AnalysisQueue;
  /** Chooses the model pack. */
  readonly packs: Packs;
  /** What a reviewer does to the selected cells. */
  readonly review: ReviewActions;
  /** Writes and reads case files. */
  readonly caseFiles: CaseFiles;
  /** Cases with truth, and sets of them. */
  readonly validation: Validation;
  /** Opens the target, else what was open last, or makes the demonstration cases. */
  start(target?: Target | null): Promise<void>;
  /** Goes to a case and a view of it, or to a place beside all cases; false where the case cannot be opened. */
  goTo(target: Target): Promise<boolean>;
  /** Renders the demonstration cases that are missing. */
  restoreDemonstrations(): Promise<void>;
  importImages(files: readonly File[]): Promise<number>;
  showView(view: View): void;
  /** Shows a field; no cell is selected. */
  showField(fieldId: string): void;
  /** Selects cells; the last one is the primary. */
  select(cellIds: readonly string[]): void;
  /** Shows a field and selects one of its cells. */
  showCell(fieldId: string, cellId: string): void;
  /** Selects the next (1) or previous (−1) cell in reading order, across the fields. */
  stepCell(direction: 1 | -1): void;
  /** Goes to the next cell on which no reviewer has spoken; false where there is none. */
  showNextUnreviewed(): boolean;
  setPreferences(change: Partial<Preferences>): void;
  /** Changes what the laboratory added, on top of what other tabs have made of it. */
  changeLaboratory(change: (now: Laboratory) => Laboratory): void;
}

/** Puts the workstation together on the given services. */
export function createWorkstation(services: Services): Workstation {
  const preferences = { ...DEFAULT_PREFERENCES, ...services.preferences.read() };
  const store = createStore<WorkstationState>(() => ({
    ...INITIAL_STATE,
    preferences,
    laboratory: services.laboratory.read(),
    pack: { id: preferences.pack || services.packs.shipped, described: null },
  }));
  const documents = new Documents(store, services);
  const analysis = new AnalysisQueue(store, services, documents);
  const review = new ReviewActions(store, documents, services);
  const setPreferences = (change: Partial<Preferences>) => {
    const preferences = { ...store.getState().preferences, ...change };
    store.setState({ preferences });
    services.preferences.write(preferences);
    if (change.backend !== undefined) void analysis.close();
  };
  const packs = new Packs(store, services, analysis, setPreferences);
  const caseFiles = new CaseFiles(store, services, documents);
  let kept = true;

  return {
    store,
    services,
    documents,
    analysis,
    packs,
    review,
    caseFiles,
    validation: new Validation(store, services, documents, caseFiles),
    async start(target = null) {
      await Promise.all([start(store, documents, services, target), packs.start()]);
    },
    async goTo(target) {
      if ('caseId' in target) return documents.open(target.caseId, target.view);
      store.setState({ view: target.view });
      return true;
    },
    restoreDemonstrations: () =>
      createDemonstrations(store, documents, services).catch((error: unknown) =>
        services.notify({
          level: 'error',
          key: 'notices.demonstrationsFailed',
          values: { problem: problemOf(error) },
        }),
      ),
    importImages: (files) => importImages(store, documents, services, files),
    showView: (view) => store.setState({ view }),
    showField: (fieldId) => store.setState({ activeFieldId: fieldId, selection: [] }),
    select: (cellIds) => store.setState({ selection: cellIds }),
    showCell: (fieldId, cellId) => store.setState({ activeFieldId: fieldId, selection: [cellId] }),
    stepCell(direction) {
      const { document, activeFieldId, selection } = store.getState();
      const next = document && neighbour(document, activeFieldId, selection.at(-1), direction);
      if (next) store.setState({ activeFieldId: next.fieldId, selection: [next.cellId] });
    },
    showNextUnreviewed() {
      const state = store.getState();
      const next =
        state.document &&
        nextUnreviewed(state.document, {
          fieldId: state.activeFieldId,
          cellId: primaryCellId(state),
        });
      if (next) store.setState({ activeFieldId: next.fieldId, selection: [next.cellId] });
      return next !== null;
    },
    setPreferences,
    changeLaboratory(change) {
      // Where the storage is closed this tab's own state is all there is.
      const stored = kept ? services.laboratory.read() : store.getState().laboratory;
      const laboratory = change(stored);
      store.setState({ laboratory });
      kept = services.laboratory.write(laboratory);
      if (!kept) services.notify({ level: 'error', key: 'laboratory.notKept' });
    },
  };
}
