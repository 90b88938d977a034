import type { StoreApi } from 'zustand/vanilla';
import { filePackSource } from '../../engine/weights/fileSource.ts';
import { keptHash } from '../../engine/weights/keptSource.ts';
import type { PackDescription } from '../../engine/weights/pack.ts';
import type { AnalysisQueue } from '../analysis/queue.ts';
import { isAbort, type Preferences, problemOf, type Services } from '../services.ts';
import type { PackShelfState, WorkstationState } from '../state.ts';
import { keepPickedPack } from './keepPickedPack.ts';
import { listPacks, weightsOf } from './listPacks.ts';

/**
 * The model packs: which there are, which is in use, and how another comes into use. The pack in use
 * changes only when another one has been opened; one that fails or is cancelled changes nothing. What
 * was analysed before stays as it is, with the name of the pack that spoke.
 */
export class Packs {
  readonly #store: StoreApi<WorkstationState>;
  readonly #services: Services;
  readonly #analysis: AnalysisQueue;
  readonly #setPreferences: (change: Partial<Preferences>) => void;
  #abort: AbortController | null = null;

  constructor(
    store: StoreApi<WorkstationState>,
    services: Services,
    analysis: AnalysisQueue,
    setPreferences: (change: Partial<Preferences>) => void,
  ) {
    this.#store = store;
    this.#services = services;
    this.#analysis = analysis;
    this.#setPreferences = setPreferences;
  }

  /** Lists the packs, and reads what the one in use says of itself. One that is gone gives way. */
  async start(): Promise<void> {
    const { id } = this.#store.getState().pack;
    const described = await this.#services.packs.describe(id).catch(() => null);
    if (described) this.#describeInUse(id, described);
    await this.refresh();
    const { entries, problem } = this.#store.getState().packs;
    const isListed = entries.some((entry) => entry.id === id);
    if (described || isListed || (problem && keptHash(id) === null)) return;
    this.#fallBack();
  }

  /** Lists the packs anew, and forgets kept weights that no pack names any longer. */
  async refresh(): Promise<void> {
    if (!this.#store.getState().packs.work) this.#set({ problem: null });
    await this.#list();
  }

  /**
   * Opens a pack, and takes it into use once it is open. Opens the one in use too, ahead of the first
   * analysis.
   * @returns whether it is in use; false while fields are being analysed or another pack is opened
   */
  async open(id: string): Promise<boolean> {
    return this.#working('opening', this.#nameOf(id), (signal) => this.#open(id, signal));
  }

  /** Keeps a picked pack in this browser, and takes it into use. */
  async openFiles(files: readonly File[]): Promise<boolean> {
    return this.#working('reading', '', async (signal) => {
      const source = filePackSource(files);
      const { id, name } = await keepPickedPack(
        source,
        this.#services.packs.storage,
        (name, done, total) =>
          this.#set({ work: { kind: 'reading', name, progress: { done, total } } }),
        signal,
      );
      this.#set({ work: { kind: 'opening', name, progress: null } });
      await this.#list();
      await this.#open(id, signal);
    });
  }

  /** Stops what is being read or opened; the pack in use stays. */
  cancel(): void {
    this.#abort?.abort();
  }

  /** Forgets a picked pack, or the weights that are kept of another. */
  async remove(id: string): Promise<void> {
    const state = this.#store.getState();
    const entry = state.packs.entries.find((candidate) => candidate.id === id);
    const isPicked = keptHash(id) !== null;
    if (!entry || state.packs.work || (isPicked && id === state.pack.id && state.analysing)) return;
    const { storage } = this.#services.packs;
    try {
      if (isPicked) await storage.removePack(keptHash(id) as string);
      // Weights that other packs name too stay.
      const { entries } = await listPacks(this.#services.packs);
      const others = entries.filter((other) => other.id !== id);
      const shared = new Set(others.flatMap(weightsOf));
      for (const sha256 of weightsOf(entry)) if (!shared.has(sha256)) await storage.remove(sha256);
      if (isPicked && id === this.#store.getState().pack.id) {
        await this.#analysis.close();
        this.#fallBack();
      }
    } catch (error) {
      this.#set({ problem: problemOf(error) });
    }
    await this.#list();
  }

  async #list(): Promise<void> {
    const { entries, problem } = await listPacks(this.#services.packs);
    this.#set({ entries, ...(problem ? { problem } : {}) });
  }

  async #open(id: string, signal: AbortSignal): Promise<void> {
    await this.#analysis.exclusively(async (open) => {
      const { pack } = this.#store.getState();
      try {
        this.#store.setState({ pack: { id, described: id === pack.id ? pack.described : null } });
        await open(signal);
        this.#setPreferences({ pack: id });
      } catch (error) {
        this.#store.setState({ pack, engine: { phase: 'closed' } });
        throw error;
      }
    });
  }

  async #working(
    kind: 'reading' | 'opening',
    name: string,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<boolean> {
    const { analysing, packs } = this.#store.getState();
    if (analysing || packs.work) return false;
    const abort = new AbortController();
    this.#abort = abort;
    this.#set({ work: { kind, name, progress: null }, problem: null });
    try {
      await work(abort.signal);
      return true;
    } catch (error) {
      if (!isAbort(error) && !abort.signal.aborted) this.#set({ problem: problemOf(error) });
      return false;
    } finally {
      await this.#list();
      this.#abort = null;
      this.#set({ work: null });
    }
  }

  /** The pack in use is gone: the shipped one, or else the first beside the workstation, is taken. */
  #fallBack(): void {
    const { packs, preferences } = this.#store.getState();
    const own = packs.entries.filter(({ origin }) => origin === 'workstation');
    const taken = own.find(({ id }) => id === this.#services.packs.shipped) ?? own[0];
    if (!taken) return;
    const { id, described } = taken;
    this.#store.setState({ pack: { id, described } });
    if (preferences.pack === '') return;
    this.#setPreferences({ pack: '' });
    this.#services.notify({
      level: 'info',
      key: 'packs.fellBack',
      values: { name: described?.manifest.name ?? id },
    });
  }

  #describeInUse(id: string, described: PackDescription): void {
    // The engine, opened meanwhile, knows better.
    this.#store.setState(({ pack }) => (pack.id === id ? { pack: { id, described } } : {}));
  }

  #nameOf(id: string): string {
    const { entries } = this.#store.getState().packs;
    return entries.find((entry) => entry.id === id)?.described?.manifest.name ?? '';
  }

  #set(change: Partial<PackShelfState>): void {
    this.#store.setState(({ packs }) => ({ packs: { ...packs, ...change } }));
  }
}
