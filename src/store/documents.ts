import { produce } from 'immer';
import type { StoreApi } from 'zustand/vanilla';
import { CASE_SCHEMA_VERSION, type Case, type Field } from '../domain/case.ts';
import type { FieldAnalysis } from '../engine/api.ts';
import { analysedField } from './analysis/mergeAnalysis.ts';
import type { Actor, Command } from './commands/command.ts';
import { sign } from './commands/index.ts';
import { applyChanges, type Change, difference, invert } from './history/delta.ts';
import { EMPTY_HISTORY, pushStep, stepBack, stepForward } from './history/history.ts';
import { CaseSaver } from './saver.ts';
import { type CaseEntry, messageOf, type Services } from './services.ts';
import { contentHash } from './signing.ts';
import type { WorkstationState } from './state.ts';

/** Stands in the audit trail until the reviewer has given a name. */
export const UNNAMED_REVIEWER = 'Unnamed reviewer';

/** Rule and blast reading of a new case (domain.md section 4: the paper's rule is the default). */
export const DEFAULT_SETTINGS = { ruleId: 'zhou-2021', blastReading: 'lymphoid' } as const;

/** Applied; refused because the case is signed or none is open; or nothing would have changed. */
export type Outcome = 'applied' | 'refused' | 'unchanged';

const entryOf = ({ id, name, synthetic, updatedAt }: Case): CaseEntry => ({
  id,
  name,
  synthetic,
  updatedAt,
});

/** An empty case. */
export const newCase = (id: string, name: string, at: string, synthetic = false): Case => ({
  schema: CASE_SCHEMA_VERSION,
  id,
  name,
  synthetic,
  createdAt: at,
  updatedAt: at,
  settings: { ...DEFAULT_SETTINGS },
  fields: [],
  audit: [],
  signature: null,
});

/**
 * The cases and the one path by which each changes. A reviewer's changes are commands: recorded,
 * undoable, saved. The model's results come by `applyAnalysis`: recorded and saved, no undo step.
 */
export class Documents {
  readonly #store: StoreApi<WorkstationState>;
  readonly #services: Services;
  readonly #saver: CaseSaver;

  constructor(store: StoreApi<WorkstationState>, services: Services) {
    this.#store = store;
    this.#services = services;
    this.#saver = new CaseSaver(
      (document) => services.repository.save(document),
      (save) => store.setState({ save }),
    );
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
  async open(id: string): Promise<boolean> {
    await this.#saver.settled();
    try {
      this.#show(await this.#services.repository.load(id));
      return true;
    } catch (error) {
      this.#services.notify({
        level: 'error',
        key: 'notices.caseNotOpened',
        values: { problem: messageOf(error) },
      });
      return false;
    }
  }

  /** Creates a case and opens it. */
  async create(name: string): Promise<void> {
    const created = newCase(this.#services.newId(), name, this.#services.now());
    this.#show(created);
    this.#listAndSave(created);
    await this.#saver.settled();
  }

  /** Deletes a case for good; another one is opened where it was on the screen. */
  async remove(id: string): Promise<void> {
    this.#saver.forget(id);
    await this.#saver.settled();
    try {
      await this.#services.repository.delete(id);
    } catch (error) {
      this.#services.notify({
        level: 'error',
        key: 'notices.caseNotDeleted',
        values: { problem: messageOf(error) },
      });
      return;
    }
    const cases = await this.refreshList();
    if (this.#store.getState().document?.id !== id) return;
    this.#store.setState({
      document: null,
      history: EMPTY_HISTORY,
      activeFieldId: null,
      selectedCellId: null,
    });
    if (cases[0]) await this.open(cases[0].id);
  }

  /** Applies a command: the only way by which a reviewer changes a case. */
  execute(command: Command): Outcome {
    const { document, history } = this.#store.getState();
    if (!document) return 'refused';
    if (document.signature && command.onSigned === 'refused') {
      this.#services.notify({ level: 'info', key: 'notices.signed' });
      return 'refused';
    }
    const actor = this.#actor();
    const changed = produce(document, (draft) => command.apply(draft, actor));
    if (changed === document) return 'unchanged';
    const summary = command.summary(document);
    const changes = difference(document, changed);
    if (command.undo === 'step')
      this.#store.setState({
        history: pushStep(history, { command: command.id, summary, changes }),
      });
    this.#commit(changed, actor, command.id, summary);
    return 'applied';
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

  /** Signs the open case as it stands now. */
  async sign(): Promise<Outcome> {
    const before = this.#store.getState().document;
    if (!before) return 'refused';
    const hash = await contentHash(before);
    return this.#store.getState().document === before ? this.execute(sign(hash)) : 'refused';
  }

  /** Puts a field's analysis into its case, open or not. Not an undo step. */
  applyAnalysis(caseId: string, fieldId: string, analysis: FieldAnalysis): Promise<void> {
    const { now, newId } = this.#services;
    return this.#changeField(
      caseId,
      fieldId,
      (field) => analysedField(field, analysis, now(), newId),
      (field) => ({
        command: 'analysis.apply',
        summary: `${field.name}: ${analysis.cells.length} cells found by pack ${analysis.pack.name} ${analysis.pack.version} on ${analysis.backend}`,
      }),
    );
  }

  /** Notes that a field could not be analysed. What was known of it stays. */
  applyFailure(caseId: string, fieldId: string, problem: string): Promise<void> {
    return this.#changeField(
      caseId,
      fieldId,
      (field) => ({
        ...field,
        status: field.analysis ? field.status : 'failed',
        problem,
      }),
      (field) => ({
        command: 'analysis.fail',
        summary: `${field.name} could not be analysed: ${problem}`,
      }),
    );
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

  #show(document: Case): void {
    this.#store.setState({
      document,
      history: EMPTY_HISTORY,
      activeFieldId: document.fields[0]?.id ?? null,
      selectedCellId: null,
    });
  }

  #travel(
    history: WorkstationState['history'],
    changes: readonly Change[],
    word: 'undo' | 'redo',
    summary: string,
  ): Outcome {
    const { document } = this.#store.getState();
    if (!document || document.signature) {
      if (document) this.#services.notify({ level: 'info', key: 'notices.signed' });
      return 'refused';
    }
    this.#store.setState({ history });
    const changed = produce(document, (draft) => applyChanges(draft, changes));
    this.#commit(
      changed,
      this.#actor(),
      word,
      `${word === 'undo' ? 'Undid' : 'Redid'}: ${summary}`,
    );
    return 'applied';
  }

  async #changeField(
    caseId: string,
    fieldId: string,
    change: (field: Field) => Field,
    explain: (field: Field) => { command: string; summary: string },
  ): Promise<void> {
    const open = this.#store.getState().document;
    const document = open?.id === caseId ? open : await this.#services.repository.load(caseId);
    const index = document.fields.findIndex((field) => field.id === fieldId);
    const field = document.fields[index];
    if (!field || document.signature) return;
    const changed = { ...document, fields: document.fields.with(index, change(field)) };
    const { command, summary } = explain(field);
    this.#commit(changed, { by: 'model', at: this.#services.now() }, command, summary);
  }

  /** Adds the audit line, shows the case if it is the open one, and saves it. */
  #commit(document: Case, { by, at }: Actor, command: string, summary: string): void {
    const committed: Case = {
      ...document,
      updatedAt: at,
      audit: [...document.audit, { at, by, command, summary }],
    };
    const { document: open, activeFieldId, selectedCellId } = this.#store.getState();
    if (open?.id === committed.id) {
      const field =
        committed.fields.find((item) => item.id === activeFieldId) ?? committed.fields[0];
      this.#store.setState({
        document: committed,
        activeFieldId: field?.id ?? null,
        selectedCellId: field?.cells.some((cell) => cell.id === selectedCellId)
          ? selectedCellId
          : null,
      });
    }
    this.#listAndSave(committed);
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
