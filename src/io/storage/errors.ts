/** The storage refused; the message says why and what to do. `name` tells a full disk apart. */
export class StorageError extends Error {
  override readonly name: 'QuotaExceededError' | 'StorageError';

  constructor(message: string, full: boolean, cause: unknown) {
    super(message, { cause });
    this.name = full ? 'QuotaExceededError' : 'StorageError';
  }
}

/** Dexie wraps the browser's error, sometimes twice. */
function isQuota(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, inner } = error as { name?: unknown; inner?: unknown };
  return name === 'QuotaExceededError' || (inner !== error && isQuota(inner));
}

const FULL =
  'The storage of this browser is full, so the last change is not saved. Delete cases that are no longer needed or free space on the disk, then try again; do not close this page before it says that it is saved.';

const CLOSED =
  'This browser gives the page no storage: in a private window, by a setting, or because a newer version of the workstation is open in another tab. Allow site data for this address, close the other tabs and reload the page; until then nothing is saved.';

/** Runs work on the database and puts its errors into words. Errors that are words already pass. */
export async function explained<Result>(work: () => PromiseLike<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isQuota(error)) throw new StorageError(FULL, true, error);
    // Dexie's name for every way in which a database cannot be opened or is no longer open.
    if (error instanceof Error && error.name === 'DatabaseClosedError')
      throw new StorageError(CLOSED, false, error);
    throw error;
  }
}
