import type { Case, TruthCell } from '../domain/case.ts';
import type { PackManifest } from '../domain/pack.ts';
import type { AnalysisEngine, BackendName, PixelImage } from '../engine/api.ts';

/** What the list of cases shows of one. */
export interface CaseEntry {
  readonly id: string;
  readonly name: string;
  readonly synthetic: boolean;
  readonly updatedAt: string;
}

/** Where cases and pictures are kept. */
export interface CaseRepository {
  list(): Promise<readonly CaseEntry[]>;
  /** @throws where the case is missing or its record cannot be read. */
  load(id: string): Promise<Case>;
  save(document: Case): Promise<void>;
  delete(id: string): Promise<void>;
  putImage(id: string, blob: Blob): Promise<void>;
  getImage(id: string): Promise<Blob | undefined>;
}

/** One page of an opened image file. */
export interface DecodedPage extends PixelImage {
  /** As the file states it; null where it does not. */
  readonly micrometresPerPixel: number | null;
}

/** A rendered field of a demonstration case. */
export interface RenderedField {
  readonly name: string;
  readonly seed: number;
  readonly png: Blob;
  readonly width: number;
  readonly height: number;
  readonly micrometresPerPixel: number;
  readonly truth: readonly TruthCell[];
}

export interface DemonstrationPlan {
  readonly id: string;
  readonly name: string;
  readonly fieldCount: number;
}

/** Renders demonstration cases, off the main thread. */
export interface DemonstrationRenderer {
  plans(): Promise<readonly DemonstrationPlan[]>;
  render(caseIndex: number, fieldIndex: number): Promise<RenderedField>;
  close(): void;
}

/** What is kept about the person at the screen. */
export interface Preferences {
  /** Name used in the audit trail and in signatures; empty until given. */
  readonly reviewer: string;
  readonly backend: BackendName | 'auto';
  readonly theme: 'system' | 'light' | 'dark';
}

export const DEFAULT_PREFERENCES: Preferences = { reviewer: '', backend: 'auto', theme: 'system' };

export interface PreferenceStorage {
  read(): Partial<Preferences>;
  write(preferences: Preferences): void;
}

/** A message for the user: a key of the interface's texts and its values. */
export interface Notice {
  readonly level: 'info' | 'success' | 'error';
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** Everything outside the store that the store uses. */
export interface Services {
  readonly repository: CaseRepository;
  readonly preferences: PreferenceStorage;
  readonly packLocation: string;
  /** What the pack says of itself, without its weights. @throws Error where it cannot be read */
  readManifest(): Promise<PackManifest>;
  createEngine(): AnalysisEngine;
  /** @throws Error with a message for the user. */
  decodeImage(blob: Blob, name: string): Promise<readonly DecodedPage[]>;
  /** Lossless 8-bit PNG. */
  encodePng(image: PixelImage): Promise<Blob>;
  createDemonstrationRenderer(): DemonstrationRenderer;
  notify(notice: Notice): void;
  /** ISO date and time. */
  now(): string;
  newId(): string;
}

/** The words of whatever was thrown. */
export { reasonOf as messageOf } from '../engine/errors.ts';

export const isAbort = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && (error as Error).name === 'AbortError';
