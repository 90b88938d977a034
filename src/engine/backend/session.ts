import * as tf from '@tensorflow/tfjs-core';
import type { BackendChoice } from '../api.ts';
import { BackendError, reasonOf } from '../errors.ts';

/** A started tfjs backend with the own kernels registered. */
export interface BackendSession {
  readonly choice: BackendChoice;
  /** Why the backend can do no more (a lost GPU device); null while it works. */
  failure(): string | null;
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
    if (!(await tf.setBackend(choice.name))) throw new Error('it could not be initialised');
    await tf.ready();
  } catch (error) {
    throw new BackendError(
      {
        problem: `The ${choice.name} backend did not start: ${reasonOf(error)}.`,
        remedy: 'Choose another backend in the settings, or restart the browser.',
      },
      { cause: error },
    );
  }
}
