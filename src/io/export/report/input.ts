import { type AgeBand, bandOf } from '../../../domain/ageBands.ts';
import type { Case } from '../../../domain/case.ts';
import { type CaseReading, readCase } from '../../../domain/caseReading.ts';
import type { Label } from '../../../domain/classes.ts';
import type { Language } from '../../../domain/language.ts';
import type { PackManifest } from '../../../domain/pack.ts';
import { manifestOfCase } from '../../../domain/provenance.ts';
import { NO_REPORT_HEAD, type ReportHead } from '../../../domain/reportHead.ts';
import type { FileProblem } from '../../../domain/result.ts';
import type { SignedVersion } from '../../../domain/versions.ts';
import { en } from './words/en.ts';
import type { ReportWords } from './words/types.ts';
import { zh } from './words/zh.ts';

/** Pictures of a report, each a JPEG or PNG as a data URL. */
export interface ReportPictures {
  /** The whole field by its id, scaled down. */
  readonly fields: ReadonlyMap<string, string>;
  /** Cells that stand for their class, in the order of the differential. */
  readonly cells: readonly {
    readonly label: Label;
    readonly picture: string;
    /** The number of its field in the case, from 1. */
    readonly field: number;
  }[];
}

export const NO_PICTURES: ReportPictures = { fields: new Map(), cells: [] };

/** What a report says beside the case itself; what is left out is said to be missing, or left out. */
export interface ReportOptions {
  /** That of the loaded pack; used where it is the case's own. */
  readonly manifest?: PackManifest | null;
  /** Files that could not be opened at all. */
  readonly unread?: readonly FileProblem[];
  readonly reportHead?: ReportHead;
  readonly pictures?: ReportPictures;
  readonly language?: Language;
  /** The signed version that stands in place of this one. */
  readonly newer?: SignedVersion | null;
  /** The laboratory's own reference values, beside those that are shipped. */
  readonly ageBands?: readonly AgeBand[];
}

/** All that the sections of a report are made of. */
export interface ReportSubject {
  readonly document: Case;
  readonly reading: CaseReading;
  /** null where the case was analysed by no pack, by several, or by another than the loaded one. */
  readonly manifest: PackManifest | null;
  readonly unread: readonly FileProblem[];
  readonly reportHead: ReportHead;
  readonly pictures: ReportPictures;
  readonly language: Language;
  readonly words: ReportWords;
  /** null where this version stands. */
  readonly newer: SignedVersion | null;
  /** The reference values that the case names; null where it names none, or none that is at hand. */
  readonly ageBand: AgeBand | null;
}

const WORDS: Readonly<Record<Language, ReportWords>> = { en, zh };

export function reportSubject(document: Case, options: ReportOptions): ReportSubject {
  const language = options.language ?? 'en';
  return {
    document,
    reading: readCase(document, language),
    manifest: manifestOfCase(document, options.manifest ?? null),
    unread: options.unread ?? [],
    reportHead: options.reportHead ?? NO_REPORT_HEAD,
    pictures: options.pictures ?? NO_PICTURES,
    language,
    words: WORDS[language],
    newer: options.newer ?? null,
    ageBand: bandOf(document.settings, options.ageBands ?? []),
  };
}
