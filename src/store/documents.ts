import { produce } from 'immer';
import type { StoreApi } from 'zustand/vanilla';
import type { Case, Description, Field } from '../domain/case.ts';
import { summaryOf } from '../domain/caseSummary.ts';
import { ExplainedError } from '../domain/explainedError.ts';
import type { Message } from '../domain/message.ts';
import { newCase } from '../domain/newCase.ts';
import { missingForSignOff } from '../domain/signOff.ts';
import { say } from '../domain/text/index.ts';
import type { FieldAnalysis } from '../engine/api.ts';
import { analysedField } from './analysis/mergeAnalysis.ts';
import type { Actor, Command } from './commands/command.ts';
import { sign } from './commands/index.ts';
import { applyChanges, type Change, difference, invert } from './history/delta.ts';
import { EMPTY_HISTORY, pushStep, stepBack, stepForward } from './history/history.ts';
import { Leases } from './leases.ts';
import { CaseSaver } from './saver.ts';
import { type CaseEntry, type Services, wordsOf } from './services.ts';
import { contentHash } from './signing.ts';
import type { View, WorkstationState } from './state.ts';

/** Stands in the audit trail until the reviewer has given a name. */
export const UNNAMED_REVIEWER = 'Unnamed reviewer';

/** Another tab has the right to change the case. */
export class CaseElsewhereError extends ExplainedError {
  override readonly name = 'CaseElsewhereError';

  constructor() {
    super(say('case.elsewhere'));
  }
}

/** Applied; refused because the case is signed, followed or none is open; or nothing would have changed. */
export type Outcome = 'applied' | 'refused' | 'unchanged';

const entryOf = (document: Case): CaseEntry => ({ ...summaryOf(document), unreadable: null });

/**
 * The cases and the one path by which each changes. A reviewer's changes are commands: recorded,
 * undoable, saved. The model's results come by `applyAnalysis`: recorded and saved, no undo step.
 */
export class Documents {
  readonly #store: StoreApi<WorkstationState>;
  readonly #services: Services;
  readonly #saver: CaseSaver;
  readonly #leases: Leases;
  /** Opening a case and changing one that is not open wait for each other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(store: StoreApi<WorkstationState>, services: Services) {
    this.#store = store;
    this.#services = services;
    this.#saver = new CaseSaver(
      async (document) => {
        await services.repository.save(document);
        services.tabs.announce(document.id);
      },
      (save) => store.setState({ save }),
    );
    this.#leases = new Leases(services.tabs, {
      onAsked: (caseId) => void this.#handOver(caseId),
      onLost: (caseId) => this.#follow(caseId),
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

  /** Opens a case; its history starts anew. A failure leaves the present case open and is told. */
  open(id: string, view: View = 'field'): Promise<boolean> {
    const { document } = this.#store.getState();
    if (document?.id === id) {
      this.#store.setState({ view });
      return Promise.resolve(true);
    }
    return this.#alone(async () => {
      const mine = await this.#leases.claim(id);
      try {
        const opened = await this.#read(id);
        this.#show(opened, mine, view);
        return true;
      } catch (error) {
        if (mine) this.#leases.free(id);
        this.#tell('notices.caseNotOpened', error);
        return false;
      }
    });
  }

  /** Makes the open case, which another tab edits, this tab's own. */
  async editHere(): Promise<void> {
    const { document, access, view } = this.#store.getState();
    if (!document || access === 'edit') return;
    await this.#leases.takeOver(document.id);
    this.#show(await this.#read(document.id), true, view);
  }

  /** Creates a case and opens it. @returns its id */
  async create(name: string, description: Partial<Description> = {}): Promise<string> {
    const created = newCase(this.#services.newId(), name, this.#services.now());
    await this.adopt({ ...created, description: { ...created.description, ...description } });
    return created.id;
  }

  /** Takes a whole case in (new, duplicated or read from a file), saves it and opens it. */
  async adopt(document: Case): Promise<void> {
    await this.#alone(async () => {
      const mine = await this.#leases.claim(document.id);
      this.#show(document, mine, 'field');
      this.#listAndSave(document);
    });
    await this.#saver.settled();
  }

  /** A copy of a case under another name, opened; reviews are copied, signatures are not. */
  async duplicate(id: string, name: string): Promise<void> {
    try {
      const source = await this.#alone(() => this.#read(id));
      const at = this.#services.now();
      await this.adopt({
        ...source,
        id: this.#services.newId(),
        name,
        createdAt: at,
        updatedAt: at,
        archivedAt: null,
        version: 1,
        signature: null,
        earlier: [],
        audit: [
          {
            ...say('audit.case.duplicate', { name: source.name }),
            at,
            by: this.#actor().by,
            command: 'case.duplicate',
          },
        ],
      });
    } catch (error) {
      this.#tell('notices.caseNotOpened', error);
    }
  }

  /** Puts a case into the trash; the notice offers to bring it back. */
  async remove(id: string): Promise<void> {
    const name = this.#store.getState().cases.find((entry) => entry.id === id)?.name ?? id;
    try {
      await this.#saver.settled();
      await this.#services.repository.trash(id);
    } catch (error) {
      this.#tell('notices.caseNotDeleted', error);
      return;
    }
    this.#services.tabs.announce(id);
    if (this.#store.getState().document?.id === id) this.#close();
    await this.refreshList();
    this.#services.notify({
      level: 'success',
      key: 'notices.caseDeleted',
      values: { name },
      action: { key: 'notices.undo', run: () => void this.restore(id) },
    });
  }

  /** Brings a case back from the trash. */
  async restore(id: string): Promise<void> {
    try {
      await this.#services.repository.restore(id);
      this.#services.tabs.announce(id);
    } catch (error) {
      this.#tell('notices.caseNotOpened', error);
    }
    await this.refreshList();
  }

  /** Deletes a case in the trash for good. */
  async purge(id: string): Promise<void> {
    this.#saver.forget(id);
    try {
      await this.#services.repository.purge(id);
    } catch (error) {
      this.#tell('notices.caseNotDeleted', error);
    }
  }

  /**
   * Deletes cases in the trash for good: all, or those that were deleted before a date.
   * @param before ISO date
   * @returns how many
   */
  async emptyTrash(before?: string): Promise<number> {
    const trash = await this.#services.repository.listTrash();
    const due = trash.filter(({ deletedAt }) => before === undefined || deletedAt < before);
    for (const { id } of due) await this.purge(id);
    return due.length;
  }

  /**
   * Keeps the right to change a case for the time of some work.
   * @throws CaseElsewhereError where another tab edits the case
   */
  async holding<Result>(caseId: string, work: () => Promise<Result>): Promise<Result> {
    if (!(await this.#leases.claim(caseId))) throw new CaseElsewhereError();
    try {
      return await work();
    } finally {
      this.#leases.free(caseId);
    }
  }

  /** Applies a command to the open case: the only way by which a reviewer changes one. */
  execute(command: Command): Outcome {
    const { document, history } = this.#store.getState();
    if (!document || !this.#mayChange(document, command)) return 'refused';
    const actor = this.#actor();
    const changed = produce(document, (draft) => command.apply(draft, actor));
    if (changed === document) return 'unchanged';
    const summary = command.summary(document);
    const changes = difference(document, changed);
    if (command.undo === 'step')
      this.#store.setState({
        history: pushStep(history, { command: command.id, summary, changes }),
      });
    this.#commit(changed, actor, command.id, summary, command.reason);
    return 'applied';
  }

  /** Applies a command to a case that need not be open; there it is no undo step. */
  async executeOn(caseId: string, command: Command): Promise<Outcome> {
    if (this.#store.getState().document?.id === caseId) return this.execute(command);
    let outcome: Outcome = 'refused';
    try {
      await this.#withCase(caseId, (document) => {
        if (document.signature && command.onSigned === 'refused') return;
        const actor = this.#actor();
        const changed = produce(document, (draft) => command.apply(draft, actor));
        outcome = changed === document ? 'unchanged' : 'applied';
        if (changed !== document)
          this.#commit(changed, actor, command.id, command.summary(document), command.reason);
      });
    } catch (error) {
      this.#tell('notices.caseNotOpened', error);
    }
    return outcome;
  }

  /** Takes the newest step back. */
  undo(): Outcome {
    const back = stepBack(this.#store.getState().history);
    return back
      ? this.#travel(back.history, invert(back.step.changes), 'undo', back.step.summary)
      : 'unchanged';
  }

  /** Makes the newest undone step again. */
  redo(): Outcome {
    const forward = stepForward(this.#store.getState().history);
    return forward
      ? this.#travel(forward.history, forward.step.changes, 'redo', forward.step.summary)
      : 'unchanged';
  }

  /** Signs the open case as it stands now; refused while anything is missing (`missingForSignOff`). */
  async sign(): Promise<Outcome> {
    const before = this.#store.getState().document;
    if (!before || missingForSignOff(before).length > 0) return 'refused';
    const hash = await contentHash(before);
    return this.#store.getState().document === before ? this.execute(sign(hash)) : 'refused';
  }

  /** Puts a field's analysis into its case, open or not. Not an undo step. */
  applyAnalysis(caseId: string, fieldId: string, analysis: FieldAnalysis): Promise<void> {
    const { now, newId } = this.#services;
    const { pack, backend, cells } = analysis;
    return this.#changeField(
      caseId,
      fieldId,
      (field) => analysedField(field, analysis, now(), newId),
      'analysis.apply',
      (field) =>
        say('audit.analysis.apply', {
          field: field.name,
          count: cells.length,
          pack: `${pack.name} ${pack.version}`,
          backend,
        }),
    );
  }

  /** Notes that a field could not be analysed. What was known of it stays. */
  applyFailure(caseId: string, fieldId: string, problem: Message): Promise<void> {
    return this.#changeField(
      caseId,
      fieldId,
      (field) => ({ ...field, status: field.analysis ? field.status : 'failed', problem }),
      'analysis.fail',
      (field) => say('audit.analysis.fail', { field: field.name, problem: problem.text }),
    );
  }

  /** A case as it stands, on the disk or on its way there. @throws as the repository's `load` */
  async read(caseId: string): Promise<Case> {
    const open = this.#store.getState().document;
    return open?.id === caseId ? open : this.#read(caseId);
  }

  /** Saves a case that is not on the screen (a demonstration case being made). */
  store(document: Case): Promise<void> {
    this.#listAndSave(document);
    return this.#saver.settled();
  }

  retrySave(): void {
    this.#saver.retry();
  }

  settled(): Promise<void> {
    return this.#saver.settled();
  }

  #actor(): Actor {
    const by = this.#store.getState().preferences.reviewer || UNNAMED_REVIEWER;
    return { by, at: this.#services.now() };
  }

  #tell(key: string, error: unknown): void {
    const problem = wordsOf(error, this.#store.getState().preferences.language);
    this.#services.notify({ level: 'error', key, values: { problem } });
  }

  #mayChange({ signature }: Case, { onSigned }: Pick<Command, 'onSigned'>): boolean {
    if (this.#store.getState().access === 'follow') {
      this.#services.notify({ level: 'info', key: 'notices.followed' });
      return false;
    }
    if (!signature || onSigned === 'allowed') return true;
    this.#services.notify({ level: 'info', key: 'notices.signed' });
    return false;
  }

  #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #read(id: string): Promise<Case> {
    await this.#saver.settled();
    return this.#saver.pending(id) ?? (await this.#services.repository.load(id));
  }

  #show(document: Case, mine: boolean, view: View): void {
    const before = this.#store.getState().document;
    if (before && before.id !== document.id) this.#leases.free(before.id);
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

  #close(): void {
    const { document } = this.#store.getState();
    if (document) this.#leases.free(document.id);
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
    await this.#saver.settled();
    this.#leases.drop(caseId);
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
      this.#close();
      return;
    }
    const read = await this.#services.repository.load(caseId).catch(() => null);
    if (read && this.#store.getState().document?.id === caseId) this.#update(read);
  }

  #travel(
    history: WorkstationState['history'],
    changes: readonly Change[],
    word: 'undo' | 'redo',
    summary: Message,
  ): Outcome {
    const { document } = this.#store.getState();
    if (!document || !this.#mayChange(document, { onSigned: 'refused' })) return 'refused';
    this.#store.setState({ history });
    const changed = produce(document, (draft) => applyChanges(draft, changes));
    const { text } = say(`audit.${word}`, { what: summary.text });
    this.#commit(changed, this.#actor(), word, { ...summary, text });
    return 'applied';
  }

  #changeField(
    caseId: string,
    fieldId: string,
    change: (field: Field) => Field,
    command: string,
    explain: (field: Field) => Message,
  ): Promise<void> {
    return this.#withCase(caseId, (document) => {
      const index = document.fields.findIndex((field) => field.id === fieldId);
      const field = document.fields[index];
      if (!field || document.signature) return;
      const changed = { ...document, fields: document.fields.with(index, change(field)) };
      this.#commit(changed, { by: 'model', at: this.#services.now() }, command, explain(field));
    });
  }

  /**
   * Works on a case as it stands, with the right to change it.
   * @throws CaseElsewhereError where another tab edits the case
   */
  async #withCase(caseId: string, work: (document: Case) => void): Promise<void> {
    await this.#alone(() =>
      this.holding(caseId, async () => {
        const open = this.#store.getState().document;
        work(open?.id === caseId ? open : await this.#read(caseId));
        await this.#saver.settled();
      }),
    );
  }

  /** Adds the audit line, shows the case if it is the open one, and saves it. */
  #commit(
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
    if (this.#store.getState().document?.id === committed.id) this.#update(committed);
    this.#listAndSave(committed);
  }

  /** Puts a newer state of the open case on the screen; what is gone is no longer selected. */
  #update(document: Case): void {
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

  #listAndSave(document: Case): void {
    const { cases } = this.#store.getState();
    const entry = entryOf(document);
    this.#store.setState({
      cases: cases.some((item) => item.id === entry.id)
        ? cases.map((item) => (item.id === entry.id ? entry : item))
        : document.synthetic
          ? [...cases, entry]
          : [entry, ...cases],
    });
    this.#saver.schedule(document);
  }
}
