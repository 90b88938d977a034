import type { Scale } from '../../domain/case.ts';
import type {
  EngineInfo,
  FieldAnalysis,
  OpenRequest,
  PixelImage,
  ProgressListener,
} from '../api.ts';
import type { SerialisedError } from '../errors.ts';

/** What a call came to: errors cross as data, so that their class and remedy survive. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: SerialisedError };

/** What the worker exposes by comlink. Every call carries an id by which it can be cancelled. */
export interface EngineWorker {
  open(
    id: number,
    request: OpenRequest,
    onProgress: ProgressListener,
  ): Promise<Outcome<EngineInfo>>;
  analyseField(
    id: number,
    image: PixelImage,
    scale: Scale | null,
    onProgress: ProgressListener,
  ): Promise<Outcome<FieldAnalysis>>;
  /** Does nothing where the call has ended already. */
  cancel(id: number): void;
  /** Answers as soon as the worker hears anything. */
  alive(): void;
  /** Leaves processors to other workers, also amid a field. */
  limitThreads(most: number): void;
  close(): Promise<void>;
}
