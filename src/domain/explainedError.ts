import type { Message } from './message.ts';

/**
 * An error that the user reads: its message is English, and `said` tells it in every language of
 * the interface. Where errors cross from a worker, `said` crosses with them as data.
 */
export class ExplainedError extends Error {
  override readonly name: string = 'ExplainedError';
  readonly said: Message;

  constructor(said: Message, options?: ErrorOptions) {
    super(said.text, options);
    this.said = said;
  }
}
