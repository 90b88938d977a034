import type { CallState } from '../../../../domain/call.ts';
import type { Field, Scale } from '../../../../domain/case.ts';
import type { Evidence } from '../../../../domain/pack.ts';
import type { ReviewSummary } from '../../../../domain/provenance.ts';
import type { RangeReading } from '../../../../domain/referenceRanges.ts';
import type { SignedVersion } from '../../../../domain/versions.ts';

/** How a version stands: first or later, signed or not, replaced or not. */
export type VersionState = 'unsigned' | 'signed' | 'amending' | 'amended' | 'superseded';

/** What a printed report says, in one language. */
export interface ReportWords {
  /** BCP 47, for the document's own language. */
  readonly tag: string;
  readonly title: string;
  readonly preliminary: string;
  readonly notSigned: string;
  readonly signedBy: (name: string) => string;
  readonly page: (page: number, pages: number) => string;
  /** Characters of the document that no typeface has. */
  readonly unprinted: (count: number) => string;
  /** Of a case that was amended, and of a version that no longer stands; `at` is written out. */
  readonly versions: {
    readonly amended: (version: number, replaced: SignedVersion) => string;
    /** While the amendment is not signed. */
    readonly amending: (version: number, replaced: SignedVersion) => string;
    readonly superseded: (version: number, newer: SignedVersion) => string;
    /** Across every page of a version that no longer stands. */
    readonly mark: string;
    /** Of the version itself, among the facts of the case. */
    readonly states: Readonly<Record<VersionState, string>>;
  };
  readonly facts: {
    readonly case: string;
    readonly specimen: string;
    readonly site: string;
    readonly stain: string;
    readonly collected: string;
    readonly fields: string;
    readonly state: string;
    readonly version: string;
    readonly notGiven: string;
    readonly fieldsAnalysed: (analysed: number, all: number) => string;
    readonly filesUnread: (count: number) => string;
  };
  readonly call: {
    readonly states: Readonly<Record<CallState, string>>;
    readonly moreCells: (cells: number, fields: number | null) => string;
    readonly neverSettled: string;
    readonly bare: (met: boolean | null, text: string) => string;
    readonly rule: (name: string, source: string, note: string) => string;
    readonly because: (reason: string) => string;
    readonly byFields: (interval: string, fields: number) => string;
    readonly fewFields: (fields: number, cells: number) => string;
    readonly notByHand: string;
  };
  readonly table: {
    readonly code: string;
    readonly class: string;
    readonly count: string;
    readonly ofKaryocytes: string;
    readonly ofIcsh: string;
    readonly interval: string;
    readonly barTo: (perCent: number) => string;
    readonly evidence: string;
    readonly evidences: Readonly<Record<Evidence, string>>;
    readonly group: string;
    readonly notCounted: string;
    readonly total: string;
    readonly lineage: string;
    readonly perCent: string;
  };
  readonly counts: {
    readonly heading: string;
    readonly lineages: string;
    readonly counted: string;
    readonly ofTarget: (counted: number, target: number) => string;
    readonly byHandIn: string;
    readonly byHandOut: string;
    readonly notIcsh: string;
    readonly icsh: string;
    readonly uncountable: string;
    readonly unnamed: string;
    readonly me: string;
    readonly meUndefined: string;
    readonly meInterval: string;
    readonly meConvention: (convention: string) => string;
    readonly kinds: (list: string) => string;
    readonly kindCount: (kind: string, count: number) => string;
  };
  readonly ranges: {
    readonly heading: (band: string) => string;
    readonly indicative: string;
    readonly cells: string;
    readonly here: string;
    readonly low: string;
    readonly mean: string;
    readonly high: string;
    readonly verdict: string;
    readonly verdicts: Readonly<Record<NonNullable<RangeReading['verdict']>, string>>;
    readonly basis: (source: string, note: string) => string;
    /** What `below` and `above` mean. */
    readonly outside: string;
    /** The case names a band that is not at hand. */
    readonly unknown: string;
  };
  readonly pictures: {
    readonly cells: string;
    readonly cellsNote: string;
    readonly fields: string;
    readonly fieldsNote: (shown: number, all: number) => string;
    readonly field: (name: string, counted: number) => string;
  };
  /** What figures show, for those who do not see them. */
  readonly figures: {
    readonly logo: string;
    /** @param share in per cent with its interval */
    readonly bar: (name: string, count: number, total: number, share: string) => string;
    readonly cell: (label: string, field: number) => string;
    readonly field: (name: string, counted: number, uncountable: number) => string;
    /** @param shares one a field, as `ofField` gives them */
    readonly chart: (whole: string, shares: readonly string[]) => string;
    readonly ofField: (field: number, share: string, disagrees: boolean) => string;
    readonly manyFields: (fields: number, lowest: string, highest: string) => string;
  };
  readonly fields: {
    readonly heading: string;
    readonly field: string;
    readonly counted: string;
    readonly uncountable: string;
    /** Which pictures these fields are; places are those of the table. */
    readonly pictured: (places: string, size: string, scale: string) => string;
    readonly allFields: string;
    readonly places: (list: string) => string;
    readonly scale: (micrometresPerPixel: string, source: string) => string;
    readonly unknownScale: string;
    readonly scaleSources: Readonly<Record<Scale['source'], string>>;
    /** Of a field that was not analysed. */
    readonly states: Readonly<Record<Exclude<Field['status'], 'analysed'>, string>>;
    readonly excluded: string;
    readonly chart: {
      readonly heading: string;
      readonly note: string;
      /** Whether the fields differ more than chance has it. */
      readonly together: (differ: boolean, p: string) => string;
      /** No cell of any field is of the rule, or every cell of all is. */
      readonly oneKind: (all: boolean) => string;
      readonly agree: string;
      /** Names of the fields that are unlike the others. */
      readonly disagree: (names: readonly string[]) => string;
      readonly test: (statistic: string, df: number, p: string, drawn: boolean) => string;
      readonly method: string;
      readonly notByHand: string;
    };
    readonly problems: string;
    readonly problem: (file: string, problem: string) => string;
  };
  readonly origin: {
    readonly heading: string;
    readonly case: (id: string, created: string) => string;
    readonly noPack: string;
    readonly pack: string;
    readonly packHash: (hash: string) => string;
    readonly severalPacks: string;
    readonly backend: (names: readonly string[], seconds: string) => string;
    readonly noManifest: string;
    readonly unresolved: (group: string, members: readonly string[]) => string;
    readonly notValidated: string;
  };
  readonly review: {
    readonly heading: string;
    readonly none: (cells: number) => string;
    readonly summary: (review: ReviewSummary) => string;
    /** What the pack named otherwise than reviewers, each as `change` says it. */
    readonly changes: (list: string) => string;
    readonly change: (from: string, to: string, cells: number) => string;
    readonly moreChanges: (changes: number, cells: number) => string;
    readonly uncountable: string;
  };
  readonly signature: {
    readonly heading: string;
    readonly none: string;
    readonly signed: (version: number, by: string, at: string) => string;
    readonly hash: (hash: string) => string;
    readonly former: (
      version: number,
      signed: { readonly by: string; readonly at: string },
      amended: { readonly by: string; readonly at: string; readonly reason: string },
    ) => string;
  };
}
