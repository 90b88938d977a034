import type { Case, TruthCell } from '../domain/case.ts';
import type { CaseSummary } from '../domain/caseSummary.ts';
import type { EvaluatedCase, Evaluation } from '../domain/evaluation/index.ts';
import type { Laboratory } from '../domain/laboratory.ts';
import type { Language } from '../domain/language.ts';
import type { LocationTest } from '../domain/locationTest.ts';
import type { Message, MessageValues } from '../domain/message.ts';
import { NO_REPORT_HEAD, type ReportHead } from '../domain/reportHead.ts';
import type { Rule } from '../domain/rules.ts';
import { tell } from '../domain/text/index.ts';
import type { AnalysisEngine, BackendName, PixelImage } from '../engine/api.ts';
import { reasonOf, saidBy } from '../engine/errors.ts';
import type { FallBackListener } from '../engine/resilient.ts';
import type { KeptPacks } from '../engine/weights/keptSource.ts';
import type { PackDescription } from '../engine/weights/pack.ts';
import type { CaseTabs } from '../io/tabs/index.ts';

/** A line of the list of cases. A record that cannot be read is listed too, so that it can be seen. */
export type CaseEntry = CaseSummary & {
  /** Why the record cannot be read; null where it can. */
  readonly unreadable: Message | null;
};

/** Room for this workstation in the browser, bytes; null where the browser does not say. */
export interface StorageUse {
  readonly used: number | null;
  readonly quota: number | null;
}

/** Where cases and pictures are kept. */
export interface CaseRepository {
  /** Every case that was not deleted. */
  list(): Promise<readonly CaseEntry[]>;
  /** @throws where the case is missing or its record cannot be read. */
  load(id: string): Promise<Case>;
  /** Writes a case, and keeps it as it is for ever where it is signed. */
  save(document: Case): Promise<void>;
  /** A signed version as it was signed. @throws where it is missing or cannot be read. */
  loadVersion(id: string, version: number): Promise<Case>;
  /** Takes a case out of the list; it stays stored, to be brought back, until it is purged. */
  trash(id: string): Promise<void>;
  restore(id: string): Promise<void>;
  /** Cases in the trash, the last deleted first. */
  listTrash(): Promise<readonly (CaseEntry & { readonly deletedAt: string })[]>;
  /** Deletes a case for good, with its pictures. */
  purge(id: string): Promise<void>;
  /** Whether a case of this id is stored, be it in the trash or unreadable. */
  has(id: string): Promise<boolean>;
  /** Stores a whole case that is new here, with signed versions and pictures: all of it or nothing. */
  adopt(
    document: Case,
    versions: readonly { readonly version: number; readonly document: Case }[],
    images: ReadonlyMap<string, Blob>,
  ): Promise<void>;
  putImage(id: string, blob: Blob): Promise<void>;
  getImage(id: string): Promise<Blob | undefined>;
  use(): Promise<StorageUse>;
  /** Asks the browser not to clear the storage by itself; false where it does not promise. */
  persist(): Promise<boolean>;
}

/** Where weights are kept by their hash, and packs that the user picked from files. */
export interface PackStorage extends KeptPacks {
  /** Bytes kept of a weight file. */
  keptBytes(sha256: string): Promise<number>;
  /** Forgets every weight file but these. */
  keepOnly(sha256s: ReadonlySet<string>): Promise<void>;
  picked(): Promise<readonly { readonly hash: string }[]>;
  putPack(hash: string, manifest: unknown): Promise<void>;
  /** Its weight files stay, until they are removed. */
  removePack(hash: string): Promise<void>;
}

/**
 * Model packs. An id is the name of a folder beside the workstation, or the place of a pack that is
 * kept in this browser (`keptLocation`).
 */
export interface PackAccess {
  /** Id of the pack that is shipped with the workstation. */
  readonly shipped: string;
  /** Ids of the packs beside the workstation. @throws Error where their list cannot be read */
  index(): Promise<readonly string[]>;
  /** Where the engine finds it. */
  locationOf(id: string): string;
  /** @throws Error where the pack's manifest cannot be read */
  describe(id: string): Promise<PackDescription>;
  readonly storage: PackStorage;
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
  /** Id of the model pack that was chosen; empty until one was. */
  readonly pack: string;
  readonly theme: 'system' | 'light' | 'dark';
  readonly language: Language;
  /** Who files the reports: their head. */
  readonly reportHead: ReportHead;
  /** Whether each cell that is counted by hand clicks. */
  readonly tallySound: boolean;
  /** Whether the first visit's welcome is over. */
  readonly welcomed: boolean;
  /** Keys that the reviewer changed, by action or label; see the keymap. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  /** Sizes of the resizable panels, by the name of their group. */
  readonly panels: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export const DEFAULT_PREFERENCES: Preferences = {
  reviewer: '',
  backend: 'auto',
  pack: '',
  theme: 'system',
  language: 'en',
  reportHead: NO_REPORT_HEAD,
  tallySound: false,
  welcomed: false,
  keys: {},
  panels: {},
};

export interface PreferenceStorage {
  read(): Partial<Preferences>;
  write(preferences: Preferences): void;
}

/** Where the rules and reference values of the laboratory are kept. */
export interface LaboratoryStorage {
  read(): Laboratory;
  /** False where it could not be kept. */
  write(laboratory: Laboratory): boolean;
}

/** Where cell-location tests are kept. */
export interface LocationTestStorage {
  /** The oldest first. */
  read(): readonly LocationTest[];
  /** False where it could not be kept. */
  add(test: LocationTest): boolean;
}

/** A message for the user: a key of the interface's texts and its values. */
export interface Notice {
  readonly level: 'info' | 'success' | 'error';
  readonly key: string;
  readonly values?: MessageValues;
  /** Something that can be done about it, offered beside it. */
  readonly action?: { readonly key: string; readonly run: () => void };
}

/** Everything outside the store that the store uses. */
export interface Services {
  readonly repository: CaseRepository;
  readonly tabs: CaseTabs;
  readonly preferences: PreferenceStorage;
  readonly laboratory: LaboratoryStorage;
  readonly locationTests: LocationTestStorage;
  readonly packs: PackAccess;
  /** An engine that goes on when its backend fails. @param onFallBack told each time it does */
  createEngine(onFallBack: FallBackListener): AnalysisEngine;
  /** @throws Error with a message for the user. */
  decodeImage(blob: Blob, name: string): Promise<readonly DecodedPage[]>;
  /** Lossless 8-bit PNG. */
  encodePng(image: PixelImage): Promise<Blob>;
  createDemonstrationRenderer(): DemonstrationRenderer;
  /** The figures of cases with truth under a rule, off the main thread. */
  evaluate(cases: readonly EvaluatedCase[], rule: Rule): Promise<Evaluation>;
  notify(notice: Notice): void;
  /** ISO date and time. */
  now(): string;
  newId(): string;
}

/** The words of whatever was thrown. */
export const messageOf = reasonOf;

/** Whatever was thrown, as a message to be kept. */
export const problemOf: (error: unknown) => Message = saidBy;

/** The words of whatever was thrown, in a language as far as they are known in it. */
export const wordsOf = (error: unknown, language: Language): string =>
  tell(problemOf(error), language);

export const isAbort = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && (error as Error).name === 'AbortError';
