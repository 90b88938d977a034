import type { Case } from '../domain/case.ts';
import type { Message } from '../domain/message.ts';
import { say } from '../domain/text/index.ts';
import { problemOf } from './services.ts';
import type { SaveState } from './state.ts';

/**
 * Writes cases one after the other, the newest state of each, and reports what is on the disk.
 * A write that failed is kept and tried again with the next change or on `retry`.
 */
export class CaseSaver {
  readonly #write: (document: Case) => Promise<void>;
  readonly #report: (state: SaveState) => void;
  readonly #waiting = new Map<string, Case>();
  #running: Promise<void> | null = null;

  constructor(write: (document: Case) => Promise<void>, report: (state: SaveState) => void) {
    this.#write = write;
    this.#report = report;
  }

  /** Queues a case for writing; a waiting older state of the same case is left out. */
  schedule(document: Case): void {
    this.#waiting.set(document.id, document);
    this.#report({ kind: 'saving' });
    this.#running ??= this.#drain().finally(() => {
      this.#running = null;
    });
  }

  /** Tries again whatever could not be written. */
  retry(): void {
    const next = this.#waiting.values().next().value;
    if (next) this.schedule(next);
  }

  /** The newest state of a case that is not on the disk yet. */
  pending(caseId: string): Case | undefined {
    return this.#waiting.get(caseId);
  }

  /** Drops what waits for a deleted case. */
  forget(caseId: string): void {
    this.#waiting.delete(caseId);
  }

  /** Resolves when nothing is being written; look at the reported state for success. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #drain(): Promise<void> {
    let problem: Message | null = null;
    let full = false;
    const tried = new Map<string, Case>();
    for (;;) {
      const next = [...this.#waiting.values()].find((item) => tried.get(item.id) !== item);
      if (!next) break;
      tried.set(next.id, next);
      try {
        await this.#write(next);
        if (this.#waiting.get(next.id) === next) this.#waiting.delete(next.id);
        problem = null;
      } catch (error) {
        problem = problemOf(error);
        full = error instanceof Error && error.name === 'QuotaExceededError';
      }
    }
    this.#report(
      this.#waiting.size === 0
        ? { kind: 'saved' }
        : { kind: 'failed', problem: problem ?? say('storage.notWritten'), full },
    );
  }
}
