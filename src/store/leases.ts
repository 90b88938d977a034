import type { CaseTabs, Lease } from '../io/tabs/index.ts';

interface Held {
  readonly lease: Lease;
  users: number;
}

export interface LeaseEvents {
  /** Another tab wants to edit the case: save, then call `drop`. */
  onAsked(caseId: string): void;
  /** The right is gone. */
  onLost(caseId: string): void;
}

/**
 * The rights of this tab to change cases. The open case and a running analysis may want the same
 * one; it is given back when the last of them frees it.
 */
export class Leases {
  readonly #tabs: CaseTabs;
  readonly #events: LeaseEvents;
  readonly #held = new Map<string, Held>();
  /** Claims on their way, by case: the next one waits, or it would find this tab in its own way. */
  readonly #claims = new Map<string, Promise<unknown>>();

  constructor(tabs: CaseTabs, events: LeaseEvents) {
    this.#tabs = tabs;
    this.#events = events;
  }

  holds(caseId: string): boolean {
    return this.#held.has(caseId);
  }

  /** Whether this tab may now change the case; every yes wants a `free` later. */
  claim(caseId: string): Promise<boolean> {
    const before = this.#claims.get(caseId);
    const claim = before ? before.then(() => this.#claim(caseId)) : this.#claim(caseId);
    const over = claim.catch(() => undefined);
    this.#claims.set(caseId, over);
    void over.then(() => {
      if (this.#claims.get(caseId) === over) this.#claims.delete(caseId);
    });
    return claim;
  }

  async #claim(caseId: string): Promise<boolean> {
    const held = this.#held.get(caseId);
    if (held) {
      held.users++;
      return true;
    }
    const lease = await this.#tabs.acquire(caseId, ...this.#handlers(caseId));
    return lease !== null && this.#keep(caseId, lease);
  }

  /** Takes the right from another tab, which saves first if it answers. Wants a `free` later. */
  async takeOver(caseId: string): Promise<void> {
    if (this.#held.has(caseId)) {
      await this.claim(caseId);
      return;
    }
    this.#keep(caseId, await this.#tabs.takeOver(caseId, ...this.#handlers(caseId)));
  }

  free(caseId: string): void {
    const held = this.#held.get(caseId);
    if (held && --held.users <= 0) this.drop(caseId);
  }

  /** Gives the right back, whoever still wants it. */
  drop(caseId: string): void {
    this.#held.get(caseId)?.lease.release();
    this.#held.delete(caseId);
  }

  /** Two claims may have been on their way at once: the first one's lease serves both. */
  #keep(caseId: string, lease: Lease): true {
    const held = this.#held.get(caseId);
    if (held) {
      held.users++;
      lease.release();
    } else this.#held.set(caseId, { lease, users: 1 });
    return true;
  }

  #handlers(caseId: string): [() => void, () => void] {
    return [
      () => this.#events.onAsked(caseId),
      () => {
        this.#held.delete(caseId);
        this.#events.onLost(caseId);
      },
    ];
  }
}
