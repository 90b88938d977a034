import type { AnnotationFormat } from '../../domain/case.ts';
import { ExplainedError } from '../../domain/explainedError.ts';
import type { Box } from '../../domain/geometry.ts';
import type { MessageValues } from '../../domain/message.ts';
import { type PhraseKey, say } from '../../domain/text/index.ts';

/** A file as it was picked. */
export interface TextFile {
  /** With its folders; of a packed one, those of the .zip first. */
  readonly name: string;
  readonly text: string;
}

/** A file of which nothing is taken. */
export interface FailedFile {
  readonly file: string;
  readonly error: AnnotationError;
  /** The pictures whose boxes it should have held, as far as its name says. */
  readonly pictures: readonly string[];
}

export interface ForeignBox {
  readonly className: string;
  /** In pixels of the picture, or as shares of its width and height where `unit` says so. */
  readonly box: Box;
}

/** The boxes of one picture, as another program wrote them. */
export interface ForeignImage {
  /** The picture's file name as the annotations give it, with or without folder and ending. */
  readonly name: string;
  /** px; null where the format does not say. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly unit: 'pixels' | 'shares';
  readonly boxes: readonly ForeignBox[];
  /** The file that the boxes stand in. */
  readonly file: string;
  /** What the picture may be called instead: tools keep the name it had elsewhere. */
  readonly otherName?: string;
  /** Whose picture it is, where the file says so. */
  readonly patient?: string;
}

export interface ForeignAnnotations {
  readonly format: AnnotationFormat;
  readonly files: readonly string[];
  readonly images: readonly ForeignImage[];
  /** Regions of many cells, which are no boxes of one: left out. */
  readonly crowds: number;
  readonly failed: readonly FailedFile[];
}

/** What is wrong with a file of annotations: it names the file, the place in it, and the remedy. */
export class AnnotationError extends ExplainedError {
  override readonly name = 'AnnotationError';

  constructor(key: PhraseKey, values: MessageValues = {}, cause?: unknown) {
    super(say(key, values), cause === undefined ? {} : { cause });
  }
}

/** What reading one file throws, if the file is to blame for it. */
export function annotationErrorOf(error: unknown): AnnotationError {
  if (error instanceof AnnotationError) return error;
  throw error;
}
