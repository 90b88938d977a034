/** Errors of the engine. Each says what is wrong and what the user can do about it. */

/** What the messages of both kinds are made of. */
interface Fault {
  /** What is wrong, as a full sentence. */
  readonly problem: string;
  /** What to do about it, as a full sentence. */
  readonly remedy: string;
}

abstract class EngineError extends Error {
  readonly problem: string;
  readonly remedy: string;

  constructor({ problem, remedy }: Fault, options?: ErrorOptions) {
    super(`${problem} ${remedy}`, options);
    this.problem = problem;
    this.remedy = remedy;
  }
}

/** A model pack is missing, damaged, or does not fit its own description. */
export class PackError extends EngineError {
  override readonly name = 'PackError';
}

/** The browser or the machine cannot run the networks as asked. */
export class BackendError extends EngineError {
  override readonly name = 'BackendError';
}

/** The words of anything thrown. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error && error.message !== '' ? error.message : String(error);

/** The error that a cancelled call rejects with. */
export const abortError = (): DOMException =>
  new DOMException('The analysis was cancelled.', 'AbortError');

export const isAbortError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError';

/** @throws DOMException 'AbortError' when the signal is aborted */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortError();
}

/** An error as it crosses from the worker to the page, where classes do not survive. */
export interface SerialisedError {
  readonly name: string;
  readonly message: string;
  /** Set for PackError and BackendError. */
  readonly fault: Fault | null;
}

export function serialiseError(error: unknown): SerialisedError {
  const fault =
    error instanceof EngineError ? { problem: error.problem, remedy: error.remedy } : null;
  const name = isAbortError(error) ? 'AbortError' : error instanceof Error ? error.name : 'Error';
  return { name, message: reasonOf(error), fault };
}

/** The error again, of its own class. */
export function restoreError({ name, message, fault }: SerialisedError): Error {
  if (name === 'AbortError') return new DOMException(message, name);
  if (fault && name === 'PackError') return new PackError(fault);
  if (fault && name === 'BackendError') return new BackendError(fault);
  const error = new Error(message);
  error.name = name;
  return error;
}
