import type { Message } from '../../domain/message.ts';
import { quote, say } from '../../domain/text/index.ts';
import { reasonOf } from '../errors.ts';

/** How engines say that an array got no memory. */
const NO_MEMORY = /out of memory|allocation (failed|size)|could not allocate|array length/i;

/**
 * What an error says of the backend rather than of the work: memory that ran out, or a
 * WebAssembly program that stopped midway and cannot be trusted with more.
 * @returns null where the error is of the work
 */
export function faultIn(error: unknown): Message | null {
  const words = reasonOf(error);
  if (NO_MEMORY.test(words)) return say('backend.outOfMemory');
  return error instanceof WebAssembly.RuntimeError
    ? say('backend.wasmStopped', { reason: quote(words) })
    : null;
}
