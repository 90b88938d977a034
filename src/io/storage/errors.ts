import { ExplainedError } from '../../domain/explainedError.ts';
import { say } from '../../domain/text/index.ts';

/** The storage refused; the message says why and what to do. `name` tells a full disk apart. */
export class StorageError extends ExplainedError {
  override readonly name: 'QuotaExceededError' | 'StorageError';

  constructor(full: boolean, cause: unknown) {
    super(say(full ? 'storage.full' : 'storage.closed'), { cause });
    this.name = full ? 'QuotaExceededError' : 'StorageError';
  }
}

/** Dexie wraps the browser's error, sometimes twice. */
function isQuota(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, inner } = error as { name?: unknown; inner?: unknown };
  return name === 'QuotaExceededError' || (inner !== error && isQuota(inner));
}

/** Runs work on the database and puts its errors into words. Errors that are words already pass. */
export async function explained<Result>(work: () => PromiseLike<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isQuota(error)) throw new StorageError(true, error);
    // Dexie's name for every way in which a database cannot be opened or is no longer open.
    if (error instanceof Error && error.name === 'DatabaseClosedError')
      throw new StorageError(false, error);
    throw error;
  }
}
