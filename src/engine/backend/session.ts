import * as tf from '@tensorflow/tfjs-core';
import { ExplainedError } from '../../domain/explainedError.ts';
import type { Message } from '../../domain/message.ts';
import { say } from '../../domain/text/index.ts';
import type { BackendChoice } from '../api.ts';
import { BackendError, saidBy } from '../errors.ts';

/** A started tfjs backend with the own kernels registered. */
export interface BackendSession {
  readonly choice: BackendChoice;
  /** Why the backend can do no more (a lost GPU device); null while it works. */
  failure(): Message | null;
  /**
   * Resolves once the backend is lost: calls under way may then never be answered. Absent where a
   * backend cannot be lost.
   */
  readonly lost?: Promise<void>;
  /** Leaves processors to others: no more threads compute from now on. Absent where there is one. */
  limitThreads?(most: number): void;
  /**
   * Gives back the memory that tfjs pools. The backend itself stays registered with tfjs, for a
   * later start in the same thread; ending the thread frees it whole.
   */
  dispose(): void;
}

/**
 * Makes an imported backend the current one.
 * @throws BackendError where it cannot be started
 */
export async function activate(choice: BackendChoice): Promise<void> {
  // Without this tfjs advises Node users on standard error to install another package.
  tf.enableProdMode();
  try {
    const name = choice.name === 'wasm-int8' ? 'wasm' : choice.name;
    if (!(await tf.setBackend(name))) throw new ExplainedError(say('backend.notInitialised'));
    await tf.ready();
  } catch (error) {
    throw new BackendError(
      {
        problem: say('backend.notStarted', { name: choice.name, reason: saidBy(error) }),
        remedy: say('backend.remedy.settings'),
      },
      { cause: error },
    );
  }
}
