import { produce } from 'immer';
import type { StoreApi } from 'zustand/vanilla';
import type { Case, Description, Field } from '../domain/case.ts';
import type { Message } from '../domain/message.ts';
import { newCase } from '../domain/newCase.ts';
import { contentHash } from '../domain/signing.ts';
import { missingForSignOff } from '../domain/signOff.ts';
import { say } from '../domain/text/index.ts';
import type { FieldAnalysis } from '../engine/api.ts';
import { analysedField } from './analysis/mergeAnalysis.ts';
import { CaseKeeper } from './caseKeeper.ts';
import type { Actor, Command } from './commands/command.ts';
import { sign } from './commands/index.ts';
import { applyChanges, type Change, difference, invert } from './history/delta.ts';
import { pushStep, stepBack, stepForward } from './history/history.ts';
import type { CaseEntry, Services } from './services.ts';
import type { View, WorkstationState } from './state.ts';

/** Stands in the audit trail until the reviewer has given a name. */
export const UNNAMED_REVIEWER = 'Unnamed reviewer';

/** Applied; refused because the case is signed, followed or none is open; or nothing would have changed. */
export type Outcome = 'applied' | 'refused' | 'unchanged';

/**
 * The cases and the one path by which each changes. A reviewer's changes are commands: recorded,
 * undoable, saved. The model's results come by `applyAnalysis`: recorded and saved, no undo step.
 */
export class Documents {
  readonly #store: StoreApi<WorkstationState>;
  readonly #services: Services;
  readonly #keeper: CaseKeeper;

  constructor(store: StoreApi<WorkstationState>, services: Services) {
    this.#store = store;
    this.#services = services;
    this.#keeper = new CaseKeeper(store, services);
  }

  /** Reads the list of cases, newest first, demonstration cases last. */
  refreshList(): Promise<readonly CaseEntry[]> {
    return this.#keeper.refreshList();
  }

  /** Opens a case; its history starts anew. A failure leaves the present case open and is told. */
  open(id: string, view: View = 'field'): Promise<boolean> {
    const { document } = this.#store.getState();
    if (document?.id === id) {
      this.#store.setState({ view });
      return Promise.resolve(true);
    }
    return this.#keeper.alone(async () => {
      const mine = await this.#keeper.leases.claim(id);
      try {
        const opened = await this.#keeper.read(id);
        this.#keeper.show(opened, mine, view);
        return true;
      } catch (error) {
        if (mine) this.#keeper.leases.free(id);
        this.#keeper.tell('notices.caseNotOpened', error);
        return false;
      }
    });
  }

  /** Makes the open case, which another tab edits, this tab's own. */
  async editHere(): Promise<void> {
    const { document, access, view } = this.#store.getState();
    if (!document || access === 'edit') return;
    await this.#keeper.leases.takeOver(document.id);
    this.#keeper.show(await this.#keeper.read(document.id), true, view);
  }

  /** Creates a case and opens it. @returns its id */
  async create(name: string, description: Partial<Description> = {}): Promise<string> {
    const created = newCase(this.#services.newId(), name, this.#services.now());
    await this.adopt({ ...created, description: { ...created.description, ...description } });
    return created.id;
  }

  /** Takes a whole case in (new, duplicated or read from a file), saves it and opens it. */
  async adopt(document: Case): Promise<void> {
    await this.#keeper.alone(async () => {
      const mine = await this.#keeper.leases.claim(document.id);
      this.#keeper.show(document, mine, 'field');
      this.#keeper.listAndSave(document);
    });
    await this.#keeper.saver.settled();
  }

  /** A copy of a case under another name, opened; reviews are copied, signatures are not. */
  async duplicate(id: string, name: string): Promise<void> {
    try {
      const source = await this.#keeper.alone(() => this.#keeper.read(id));
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
      this.#keeper.tell('notices.caseNotOpened', error);
    }
  }

  /** Puts a case into the trash; the notice offers to bring it back. */
  async remove(id: string): Promise<void> {
    const name = this.#store.getState().cases.find((entry) => entry.id === id)?.name ?? id;
    try {
      await this.#keeper.saver.settled();
      await this.#services.repository.trash(id);
    } catch (error) {
      this.#keeper.tell('notices.caseNotDeleted', error);
      return;
    }
    this.#services.tabs.announce(id);
    if (this.#store.getState().document?.id === id) this.#keeper.close();
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
      this.#keeper.tell('notices.caseNotOpened', error);
    }
    await this.refreshList();
  }

  /** Deletes a case in the trash for good. */
  async purge(id: string): Promise<void> {
    this.#keeper.saver.forget(id);
    try {
      await this.#services.repository.purge(id);
    } catch (error) {
      this.#keeper.tell('notices.caseNotDeleted', error);
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
  holding<Result>(caseId: string, work: () => Promise<Result>): Promise<Result> {
    return this.#keeper.holding(caseId, work);
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
    this.#keeper.commit(changed, actor, command.id, summary, command.reason);
    return 'applied';
  }

  /** Applies a command to a case that need not be open; there it is no undo step. */
  async executeOn(caseId: string, command: Command): Promise<Outcome> {
    if (this.#store.getState().document?.id === caseId) return this.execute(command);
    let outcome: Outcome = 'refused';
    try {
      await this.#keeper.withCase(caseId, (document) => {
        if (document.signature && command.onSigned === 'refused') return;
        const actor = this.#actor();
        const changed = produce(document, (draft) => command.apply(draft, actor));
        outcome = changed === document ? 'unchanged' : 'applied';
        if (changed !== document)
          this.#keeper.commit(
            changed,
            actor,
            command.id,
            command.summary(document),
            command.reason,
          );
      });
    } catch (error) {
      this.#keeper.tell('notices.caseNotOpened', error);
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
  read(caseId: string): Promise<Case> {
    return this.#keeper.current(caseId);
  }

  /** Saves a case that is not on the screen (a demonstration case being made). */
  store(document: Case): Promise<void> {
    this.#keeper.listAndSave(document);
    return this.#keeper.saver.settled();
  }

  retrySave(): void {
    this.#keeper.saver.retry();
  }

  settled(): Promise<void> {
    return this.#keeper.saver.settled();
  }

  #actor(): Actor {
    const by = this.#store.getState().preferences.reviewer || UNNAMED_REVIEWER;
    return { by, at: this.#services.now() };
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
    this.#keeper.commit(changed, this.#actor(), word, { ...summary, text });
    return 'applied';
  }

  #changeField(
    caseId: string,
    fieldId: string,
    change: (field: Field) => Field,
    command: string,
    explain: (field: Field) => Message,
  ): Promise<void> {
    return this.#keeper.withCase(caseId, (document) => {
      const index = document.fields.findIndex((field) => field.id === fieldId);
      const field = document.fields[index];
      if (!field || document.signature) return;
      const changed = { ...document, fields: document.fields.with(index, change(field)) };
      this.#keeper.commit(
        changed,
        { by: 'model', at: this.#services.now() },
        command,
        explain(field),
      );
    });
  }
}
