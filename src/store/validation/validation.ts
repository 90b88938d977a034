import type { StoreApi } from 'zustand/vanilla';
import { type EvaluatedCase, evaluatedCaseOf } from '../../domain/evaluation/index.ts';
import type { ClassMapping } from '../../io/import/match.ts';
import type { ForeignSet } from '../../io/import/set.ts';
import type { CaseFiles } from '../caseFiles.ts';
import type { Documents } from '../documents.ts';
import type { CaseEntry, Services } from '../services.ts';
import type { WorkstationState } from '../state.ts';

/** Cases with truth: what of each can be measured, and sets that are opened as such cases. */
export class Validation {
  readonly #store: StoreApi<WorkstationState>;
  readonly #services: Services;
  readonly #documents: Documents;
  readonly #caseFiles: CaseFiles;
  /** What was read of each case: the list has another entry as soon as the case changes. */
  readonly #known = new WeakMap<CaseEntry, Promise<EvaluatedCase | null>>();

  constructor(
    store: StoreApi<WorkstationState>,
    services: Services,
    documents: Documents,
    caseFiles: CaseFiles,
  ) {
    this.#store = store;
    this.#services = services;
    this.#documents = documents;
    this.#caseFiles = caseFiles;
  }

  /** What of a case can be measured: null where it has no truth or cannot be read. */
  read(entry: CaseEntry): Promise<EvaluatedCase | null> {
    const known = this.#known.get(entry) ?? this.#read(entry.id);
    this.#known.set(entry, known);
    return known;
  }

  /**
   * Takes a set in, a case a patient, with its progress on the screen.
   * @returns ids of the cases; null where it was cancelled or another transfer is in work
   */
  async open(set: ForeignSet, mapping: ClassMapping): Promise<readonly string[] | null> {
    const { openSet } = await import('./openSet.ts');
    const { reviewer } = this.#store.getState().preferences;
    const ids = await this.#caseFiles.taking(set.files[0] ?? set.format, (progress) =>
      openSet(set, this.#documents, this.#services, { mapping, by: reviewer, ...progress }),
    );
    if (ids && ids.length > 0)
      this.#services.notify({
        level: 'success',
        key: 'validation.opened',
        values: { count: ids.length },
      });
    return ids;
  }

  async #read(id: string): Promise<EvaluatedCase | null> {
    const document = await this.#documents.read(id).catch(() => null);
    return document && evaluatedCaseOf(document);
  }
}
