import type { Case } from '../domain/case.ts';
import { type Laboratory, NO_LABORATORY } from '../domain/laboratory.ts';
import type { Message } from '../domain/message.ts';
import type { AnalysisProgress, EngineInfo } from '../engine/api.ts';
import type { PackDescription } from '../engine/weights/pack.ts';
import { EMPTY_HISTORY, type History } from './history/history.ts';
import { type CaseEntry, DEFAULT_PREFERENCES, type Preferences } from './services.ts';

/** Whether what is on the screen is also on the disk. */
export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  | {
      readonly kind: 'failed';
      readonly problem: Message;
      /** The disk, or the share of it that the browser gives, is full. */
      readonly full: boolean;
    };

/** `edit`: changes are this tab's. `follow`: another tab has the case; this one shows it. */
export type Access = 'edit' | 'follow';

/** Ways of looking at the open case. */
export const CASE_VIEWS = ['field', 'gallery', 'tally'] as const;
export type CaseView = (typeof CASE_VIEWS)[number];

/** What fills the window: the list of cases, the figures of a set with truth, or the open case. */
export const VIEWS = ['cases', 'validation', ...CASE_VIEWS] as const;
export type View = (typeof VIEWS)[number];

/** Whether a view is of the open case. */
export const isCaseView = (view: View): view is CaseView => CASE_VIEWS.some((of) => of === view);

/** Where a field stands in the analysis queue. */
export interface AnalysisJob {
  readonly caseId: string;
  readonly caseName: string;
  readonly fieldId: string;
  /** The field's name. */
  readonly name: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly progress: AnalysisProgress | null;
  readonly problem: Message | null;
}

/** Case files that are being written or read. */
export interface Transfer {
  readonly kind: 'export' | 'import';
  /** The file, or the case, in work. */
  readonly name: string;
  readonly done: number;
  readonly total: number;
}

export type EngineState =
  | { readonly phase: 'closed' }
  | { readonly phase: 'opening'; readonly progress: AnalysisProgress | null }
  | { readonly phase: 'open'; readonly info: EngineInfo }
  | { readonly phase: 'failed'; readonly problem: Message };

/** The pack that the next analysis takes. */
export interface PackInUse {
  readonly id: string;
  /** What it says of itself; null until that is read, with the engine or without. */
  readonly described: PackDescription | null;
}

/** A line of the list of packs. */
export interface PackEntry {
  readonly id: string;
  /** Beside the workstation, or picked by the user and kept in this browser. */
  readonly origin: 'workstation' | 'files';
  /** Null where its manifest cannot be read. */
  readonly described: PackDescription | null;
  readonly problem: Message | null;
  /** Size of its weights. */
  readonly bytes: number;
  /** Of which this browser keeps so many. */
  readonly keptBytes: number;
}

/** What is being done to the packs. */
export interface PackWork {
  /** Picked files are read, or the engine opens a pack. */
  readonly kind: 'reading' | 'opening';
  /** Empty while it is not known yet. */
  readonly name: string;
  /** Bytes read of the picked files; how far the engine is stands in its own state. */
  readonly progress: { readonly done: number; readonly total: number } | null;
}

export interface PackShelfState {
  readonly entries: readonly PackEntry[];
  readonly work: PackWork | null;
  /** Why the last pack that was asked for is not in use, or the list is not whole. */
  readonly problem: Message | null;
}

export type StartState =
  | { readonly phase: 'loading' }
  | { readonly phase: 'rendering'; readonly done: number; readonly total: number }
  | { readonly phase: 'ready' }
  | { readonly phase: 'failed'; readonly problem: Message };

export interface WorkstationState {
  readonly start: StartState;
  readonly cases: readonly CaseEntry[];
  /** The case on the screen. */
  readonly document: Case | null;
  readonly history: History;
  readonly access: Access;
  readonly view: View;
  readonly save: SaveState;
  readonly activeFieldId: string | null;
  /** Ids of the selected cells; the last one is the primary, which the cell panel shows. */
  readonly selection: readonly string[];
  readonly pack: PackInUse;
  readonly packs: PackShelfState;
  readonly engine: EngineState;
  /** Jobs of the current or last run, in order. */
  readonly jobs: readonly AnalysisJob[];
  readonly analysing: boolean;
  readonly transfer: Transfer | null;
  readonly preferences: Preferences;
  /** Rules and reference values that the laboratory added. */
  readonly laboratory: Laboratory;
}

export const INITIAL_STATE: WorkstationState = {
  start: { phase: 'loading' },
  cases: [],
  document: null,
  history: EMPTY_HISTORY,
  access: 'edit',
  view: 'field',
  save: { kind: 'saved' },
  activeFieldId: null,
  selection: [],
  pack: { id: '', described: null },
  packs: { entries: [], work: null, problem: null },
  engine: { phase: 'closed' },
  jobs: [],
  analysing: false,
  transfer: null,
  preferences: DEFAULT_PREFERENCES,
  laboratory: NO_LABORATORY,
};

/** The selected cell that the cell panel shows; null where none is selected. */
export const primaryCellId = ({ selection }: Pick<WorkstationState, 'selection'>): string | null =>
  selection.at(-1) ?? null;
