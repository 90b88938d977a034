import type { StoreApi } from 'zustand/vanilla';
import type { Case } from '../domain/case.ts';
import { summaryOf } from '../domain/caseSummary.ts';
import { ExplainedError } from '../domain/explainedError.ts';
import type { Message } from '../domain/message.ts';
import { say } from '../domain/text/index.ts';
import type { Actor } from './commands/command.ts';
import { EMPTY_HISTORY } from './history/history.ts';
import { Leases } from './leases.ts';
import { CaseSaver } from './saver.ts';
import { type CaseEntry, type Services, wordsOf } from './services.ts';
import type { View, WorkstationState } from './state.ts';

/** Another tab has the right to change the case. */
export class CaseElsewhereError extends ExplainedError {
  override readonly name = 'CaseElsewhereError';

  constructor() {
    super(say('case.elsewhere'));
  }
}

const entryOf = (document: Case): CaseEntry => ({ ...summaryOf(document), unreadable: null });

/**
 * Which case is on the screen, who may change it, and how what is changed reaches the list and the
 * disk. What a change is, is the matter of `Documents`.
 */
export class CaseKeeper {
  readonly saver: CaseSaver;
  readonly leases: Leases;
  readonly #store: StoreApi<WorkstationState>;
  readonly #services: Services;
  /** Opening a case and changing one that is not open wait for each other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(store: StoreApi<WorkstationState>, services: Services) {
    this.#store = store;
    this.#services = services;
    this.saver = new CaseSaver(
      async (document) => {
        await services.repository.save(document);
        services.tabs.announce(document.id);
      },
      (save) => store.setState({ save }),
    );
    this.leases = new Leases(services.tabs, {
      onAsked: (caseId) => void this.#handOver(caseId),
      onLost: (caseId) => {
        // What was not written in time is no longer this tab's to write.
        this.saver.forget(caseId);
        this.#follow(caseId);
        void this.#hear(caseId);
      },
    });
    services.tabs.onAnnounced((caseId) => void this.#hear(caseId));
  }

  /** Reads the list of cases, newest first, demonstration cases last. */
  async refreshList(): Promise<readonly CaseEntry[]> {
    const cases = [...(await this.#services.repository.list())].sort(
      (a, b) =>
        Number(a.synthetic) - Number(b.synthetic) ||
        (a.synthetic ? a.id.localeCompare(b.id) : b.updatedAt.localeCompare(a.updatedAt)),
    );
    this.#store.setState({ cases });
    return cases;
  }

  /**
   * Keeps the right to change a case for the time of some work.
   * @throws CaseElsewhereError where another tab edits the case
   */
  async holding<Result>(caseId: string, work: () => Promise<Result>): Promise<Result> {
    if (!(await this.leases.claim(caseId))) throw new CaseElsewhereError();
    try {
      return await work();
    } finally {
      this.leases.free(caseId);
    }
  }

  /**
   * Works on a case as it stands, with the right to change it.
   * @throws CaseElsewhereError where another tab edits the case
   */
  async withCase(caseId: string, work: (document: Case) => void): Promise<void> {
    await this.alone(() =>
      this.holding(caseId, async () => {
        const open = this.#store.getState().document;
        work(open?.id === caseId ? open : await this.read(caseId));
        await this.saver.settled();
      }),
    );
  }

  /** A case as it stands, on the disk or on its way there. @throws as the repository's `load` */
  async current(caseId: string): Promise<Case> {
    const open = this.#store.getState().document;
    return open?.id === caseId ? open : this.read(caseId);
  }

  alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async read(id: string): Promise<Case> {
    await this.saver.settled();
    return this.saver.pending(id) ?? (await this.#services.repository.load(id));
  }

  show(document: Case, mine: boolean, view: View): void {
    const before = this.#store.getState().document;
    if (before && before.id !== document.id) this.leases.free(before.id);
    const { activeFieldId } = this.#store.getState();
    const same = before?.id === document.id;
    this.#store.setState({
      document,
      access: mine ? 'edit' : 'follow',
      history: EMPTY_HISTORY,
      view,
      activeFieldId: same ? activeFieldId : (document.fields[0]?.id ?? null),
      selection: [],
    });
  }

  close(): void {
    const { document } = this.#store.getState();
    if (document) this.leases.free(document.id);
    this.#store.setState({
      document: null,
      access: 'edit',
      history: EMPTY_HISTORY,
      view: 'cases',
      activeFieldId: null,
      selection: [],
    });
  }

  /** Another tab wants the case: everything is written before it is let go. */
  async #handOver(caseId: string): Promise<void> {
    await this.saver.settled();
    this.leases.drop(caseId);
    this.#follow(caseId);
  }

  #follow(caseId: string): void {
    if (this.#store.getState().document?.id === caseId)
      this.#store.setState({ access: 'follow', history: EMPTY_HISTORY });
  }

  /** Another tab wrote a case. */
  async #hear(caseId: string): Promise<void> {
    const cases = await this.refreshList();
    const { document, access } = this.#store.getState();
    if (document?.id !== caseId || access !== 'follow') return;
    if (!cases.some((entry) => entry.id === caseId)) {
      this.close();
      return;
    }
    const read = await this.#services.repository.load(caseId).catch(() => null);
    if (read && this.#store.getState().document?.id === caseId) this.update(read);
  }

  /** Adds the audit line, shows the case if it is the open one, and saves it. */
  commit(
    document: Case,
    { by, at }: Actor,
    command: string,
    message: Message,
    reason?: string,
  ): void {
    const committed: Case = {
      ...document,
      updatedAt: at,
      audit: [
        ...document.audit,
        { ...message, at, by, command, ...(reason === undefined ? {} : { reason }) },
      ],
    };
    if (this.#store.getState().document?.id === committed.id) this.update(committed);
    this.listAndSave(committed);
  }

  /** Puts a newer state of the open case on the screen; what is gone is no longer selected. */
  update(document: Case): void {
    const { activeFieldId, selection } = this.#store.getState();
    const field = document.fields.find((item) => item.id === activeFieldId) ?? document.fields[0];
    const there = new Set(
      selection.length === 0
        ? []
        : document.fields.flatMap(({ cells }) => cells.map((cell) => cell.id)),
    );
    const left = selection.filter((id) => there.has(id));
    this.#store.setState({
      document,
      activeFieldId: field?.id ?? null,
      selection: left.length === selection.length ? selection : left,
    });
  }

  listAndSave(document: Case): void {
    const { cases } = this.#store.getState();
    const entry = entryOf(document);
    this.#store.setState({
      cases: cases.some((item) => item.id === entry.id)
        ? cases.map((item) => (item.id === entry.id ? entry : item))
        : document.synthetic
          ? [...cases, entry]
          : [entry, ...cases],
    });
    this.saver.schedule(document);
  }
  tell(key: string, error: unknown): void {
    const problem = wordsOf(error, this.#store.getState().preferences.language);
    this.#services.notify({ level: 'error', key, values: { problem } });
  }
}
