import type { CallState } from '../../../../domain/call.ts';
import type { Field, Scale } from '../../../../domain/case.ts';
import type { Evidence } from '../../../../domain/pack.ts';
import type { ReviewSummary } from '../../../../domain/provenance.ts';

/** What a printed report says, in one language. */
export interface ReportWords {
  /** BCP 47, for the document's own language. */
  readonly tag: string;
  readonly title: string;
  readonly preliminary: string;
  readonly notSigned: string;
  readonly signedBy: (name: string) => string;
  readonly page: (page: number, pages: number) => string;
  readonly noLaboratory: string;
  readonly facts: {
    readonly case: string;
    readonly specimen: string;
    readonly site: string;
    readonly stain: string;
    readonly collected: string;
    readonly fields: string;
    readonly state: string;
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
  };
  readonly pictures: {
    readonly cells: string;
    readonly cellsNote: string;
    readonly fields: string;
    readonly fieldsNote: (shown: number, all: number) => string;
    readonly field: (name: string, counted: number) => string;
  };
  readonly fields: {
    readonly heading: string;
    readonly field: string;
    readonly size: string;
    readonly scale: string;
    readonly counted: string;
    readonly uncountable: string;
    readonly lymphoblasts: string;
    readonly blasts: string;
    readonly seconds: string;
    readonly state: string;
    readonly unknownScale: string;
    readonly scaleSources: Readonly<Record<Scale['source'], string>>;
    readonly states: Readonly<Record<Field['status'], string>>;
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
    readonly evidence: (kinds: readonly string[]) => string;
    readonly unresolved: (group: string, members: readonly string[]) => string;
    readonly notValidated: string;
  };
  readonly review: {
    readonly heading: string;
    readonly none: (cells: number) => string;
    readonly summary: (review: ReviewSummary) => string;
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
