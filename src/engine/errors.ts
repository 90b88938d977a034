import { ExplainedError } from '../domain/explainedError.ts';
import type { Message } from '../domain/message.ts';
import { quote, say } from '../domain/text/index.ts';

/** Errors of the engine. Each says what is wrong and what the user can do about it. */

/** What the messages of both kinds are made of. */
interface Fault {
  /** What is wrong, as a full sentence. */
  readonly problem: Message;
  /** What to do about it, as a full sentence. */
  readonly remedy: Message;
}

abstract class EngineError extends ExplainedError {
  readonly fault: Fault;

  constructor(fault: Fault, options?: ErrorOptions) {
    super(say('both', { first: fault.problem, second: fault.remedy }), options);
    this.fault = fault;
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

/** Anything thrown as a message; what others threw is in their own words only. */
export const saidBy = (error: unknown): Message =>
  error instanceof ExplainedError ? error.said : quote(reasonOf(error));

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
  readonly said: Message;
  /** Set for PackError and BackendError. */
  readonly fault: Fault | null;
}

export function serialiseError(error: unknown): SerialisedError {
  const fault = error instanceof EngineError ? error.fault : null;
  const name = isAbortError(error) ? 'AbortError' : error instanceof Error ? error.name : 'Error';
  return { name, said: saidBy(error), fault };
}

/** The error again, of its own class. */
export function restoreError({ name, said, fault }: SerialisedError): Error {
  if (name === 'AbortError') return new DOMException(said.text, name);
  if (fault && name === 'PackError') return new PackError(fault);
  if (fault && name === 'BackendError') return new BackendError(fault);
  const error = new ExplainedError(said);
  Object.defineProperty(error, 'name', { value: name });
  return error;
}
