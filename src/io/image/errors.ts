/**
 * A picture file that cannot be used. The message names the file, what is wrong with it and what
 * to do about it.
 */
export class ImageFileError extends Error {
  override readonly name = 'ImageFileError';
  /** Name of the file. */
  readonly file: string;

  /**
   * @param problem follows the file's name, e.g. `is empty (0 bytes).`
   * @param remedy a full sentence
   */
  constructor(file: string, problem: string, remedy: string, options?: ErrorOptions) {
    super(`${file} ${problem} ${remedy}`, options);
    this.file = file;
  }
}

export const truncated = (file: string, cause?: unknown): ImageFileError =>
  new ImageFileError(
    file,
    'is damaged or cut short: part of its picture is missing.',
    'Copy or export it again from the microscope, and check that the transfer was completed.',
    { cause },
  );
