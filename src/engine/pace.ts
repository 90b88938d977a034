import { throwIfAborted } from './errors.ts';

/** Lets one task of the event loop pass: messages are delivered, a cancel is heard. */
export function nextTask(): Promise<void> {
  // setTimeout would be held to 4 ms when nested; neither of these is.
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}

/**
 * Keeps long work cancellable: the work calls `breathe` between its steps, which gives way to the
 * event loop once a time slice is used up and throws when the work has been cancelled.
 */
export class Pace {
  readonly #signal: AbortSignal | undefined;
  readonly #sliceMs: number;
  #since = performance.now();

  /** @param sliceMs longest work between two breaths, as far as the steps are shorter than that */
  constructor(signal?: AbortSignal, sliceMs = 40) {
    this.#signal = signal;
    this.#sliceMs = sliceMs;
  }

  /** @throws DOMException 'AbortError' when cancelled */
  async breathe(): Promise<void> {
    if (performance.now() - this.#since >= this.#sliceMs) {
      await nextTask();
      this.#since = performance.now();
    }
    throwIfAborted(this.#signal);
  }
}
