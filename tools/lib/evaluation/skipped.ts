/** A file that could not be used, and why; it does not end the evaluation of the others. */
export interface SkippedFile {
  readonly file: string;
  readonly reason: string;
}
