import type { Message } from '../../domain/message.ts';
import { say } from '../../domain/text/index.ts';
import type { BackendChoice, BackendRequest } from '../api.ts';
import { BackendError, saidBy, throwIfAborted } from '../errors.ts';
import { detectCapabilities } from './capabilities.ts';
import { chooseBackends } from './choose.ts';
import type { BackendSession } from './session.ts';

/** Each backend is its own chunk: a user downloads only the one in use. */
async function start(choice: BackendChoice): Promise<BackendSession> {
  switch (choice.name) {
    case 'webgpu':
      return (await import('./gpu.ts')).startWebGPU(choice);
    case 'webgl':
      return (await import('./gpu.ts')).startWebGL(choice);
    case 'wasm':
    case 'wasm-int8':
      return (await import('./wasmBrowser.ts')).startWasm(choice);
    case 'cpu':
      return (await import('./cpu.ts')).startCpu(choice);
  }
}

/** Sentences, at least one, as one message. */
const inTurn = (sentences: readonly Message[]): Message =>
  sentences.reduce((first, second) => say('both', { first, second }));

/**
 * Starts the best backend that works here, or the one asked for; after a failure the best of those
 * that come after what failed.
 * @throws BackendError with the remedy where none starts
 */
export async function startBrowserBackend(
  { backend, after, threads }: BackendRequest,
  signal?: AbortSignal,
): Promise<BackendSession> {
  const capabilities = await detectCapabilities(threads);
  const choices = chooseBackends(capabilities, backend, after?.step);
  const failures: Message[] = after ? [after.problem] : [];
  for (const choice of choices) {
    throwIfAborted(signal);
    try {
      const session = await start(choice);
      if (failures.length === 0) return session;
      const reason = inTurn([...failures, session.choice.reason]);
      return { ...session, choice: { ...session.choice, reason } };
    } catch (error) {
      failures.push(
        error instanceof BackendError
          ? error.fault.problem
          : say('backend.other', { name: choice.name, reason: saidBy(error) }),
      );
    }
  }
  // With nothing left in line, what failed is the whole reason.
  throw new BackendError({
    problem: inTurn(failures),
    remedy: say('backend.remedy.settings'),
  });
}
