import { ExplainedError } from '../../domain/explainedError.ts';
import type { Message } from '../../domain/message.ts';
import { say } from '../../domain/text/index.ts';

/** What a picture file's error is made of; it crosses from the worker as data. */
export interface ImageFault {
  /** Name of the file. */
  readonly file: string;
  /** Follows the file's name, e.g. `is empty (0 bytes).` */
  readonly problem: Message;
  /** A full sentence. */
  readonly remedy: Message;
}

/**
 * A picture file that cannot be used. The message names the file, what is wrong with it and what
 * to do about it.
 */
export class ImageFileError extends ExplainedError {
  override readonly name = 'ImageFileError';
  readonly fault: ImageFault;

  constructor(file: string, problem: Message, remedy: Message, options?: ErrorOptions) {
    super(say('image.file', { file, problem, remedy }), options);
    this.fault = { file, problem, remedy };
  }
}

export const truncated = (file: string, cause?: unknown): ImageFileError =>
  new ImageFileError(file, say('image.truncated'), say('image.remedy.checkTransfer'), { cause });
