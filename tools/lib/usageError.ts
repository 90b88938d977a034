/** A command line that cannot be followed; the message says what to type instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
