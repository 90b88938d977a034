/** Which of several tabs may change a case: one edits, the others follow. */

/** The right to change a case. */
export interface Lease {
  /** Gives the right back. */
  release(): void;
}

export interface CaseTabs {
  /**
   * The right to change a case, if no other tab has it; else null.
   * @param onAsked another tab asks for it: save what is unsaved, then release
   * @param onLost it was taken away: this tab did not answer in time
   */
  acquire(caseId: string, onAsked: () => void, onLost: () => void): Promise<Lease | null>;
  /** Asks the other tab for the right and takes it if there is no answer. */
  takeOver(caseId: string, onAsked: () => void, onLost: () => void): Promise<Lease>;
  /** Tells the other tabs that a case was written or deleted. */
  announce(caseId: string): void;
  /** Hears of cases that other tabs wrote. Returns what ends it. */
  onAnnounced(listener: (caseId: string) => void): () => void;
}

type Signal = { readonly kind: 'written' | 'asked'; readonly caseId: string };

/** How long a tab has to save and let go before its right is taken. */
const PATIENCE_MS = 3000;

const lockName = (caseId: string): string => `marrow-workstation.case.${caseId}`;

/**
 * Tabs of this browser, by the Web Locks API: a lock ends with its tab, however that ends. Without
 * locks (old browsers) every tab edits, as if it were alone.
 */
export function createCaseTabs(): CaseTabs {
  const channel = new BroadcastChannel('marrow-workstation.cases');
  const listeners = new Set<(caseId: string) => void>();
  const asked = new Map<string, () => void>();
  channel.addEventListener('message', ({ data }: MessageEvent<Signal>) => {
    if (data.kind === 'asked') asked.get(data.caseId)?.();
    else for (const listener of listeners) listener(data.caseId);
  });

  const request = (
    caseId: string,
    options: LockOptions,
    onAsked: () => void,
    onLost: () => void,
  ): Promise<Lease | null> =>
    new Promise((resolve, reject) => {
      let held = false;
      navigator.locks
        .request(lockName(caseId), options, (lock) => {
          if (!lock) {
            resolve(null);
            return;
          }
          held = true;
          return new Promise<void>((done) => {
            asked.set(caseId, onAsked);
            resolve({
              release: () => {
                if (asked.get(caseId) === onAsked) asked.delete(caseId);
                held = false;
                done();
              },
            });
          });
        })
        .catch((error: unknown) => {
          // A stolen lock rejects the request of whoever held it.
          if (held) {
            asked.delete(caseId);
            onLost();
          } else reject(error instanceof Error ? error : new Error(String(error)));
        });
    });

  return {
    acquire: (caseId, onAsked, onLost) =>
      'locks' in navigator
        ? request(caseId, { ifAvailable: true }, onAsked, onLost)
        : Promise.resolve({ release: () => undefined }),

    async takeOver(caseId, onAsked, onLost) {
      if (!('locks' in navigator)) return { release: () => undefined };
      channel.postMessage({ kind: 'asked', caseId } satisfies Signal);
      const lease = await request(
        caseId,
        { signal: AbortSignal.timeout(PATIENCE_MS) },
        onAsked,
        onLost,
      ).catch(() => request(caseId, { steal: true }, onAsked, onLost));
      return lease ?? { release: () => undefined };
    },

    announce(caseId) {
      channel.postMessage({ kind: 'written', caseId } satisfies Signal);
    },

    onAnnounced(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
