import type { BlastReading } from '../case.ts';
import type { Proportion } from '../statistics.ts';

/** The sentences of a call, in one language. Every number and every decision comes from `call.ts`. */
export interface CallWords {
  unknownRule(ruleId: string): string;
  /** No cell is in the rule's denominator; so many karyocytes are counted. */
  nothingCounted(counted: number): string;
  /** The share of a numerator that is known. */
  known(facts: KnownShare): string;
  /** The share of a numerator that depends on the lineage of some blasts. */
  bounded(facts: BoundedShare): string;
  /** The paper's bare rule, e.g. `> 20 % of karyocytes`. */
  bareCriterion(criterion: string): string;
  bareKnown(count: number, total: number): string;
  bareBounded(lower: number, upper: number, total: number): string;
  /** How blasts of unresolved lineage, one or more, were counted. */
  unresolvedBlasts(count: number, reading: BlastReading): string;
}

export type Verdict = 'meets' | 'does-not-meet' | 'indeterminate';

interface Facts {
  readonly rule: string;
  /** What the numerator is called, as at the head of a line. */
  readonly numerator: string;
  readonly denominator: 'karyocytes' | 'icsh';
  readonly total: number;
  readonly verdict: Verdict;
}

export interface KnownShare extends Facts {
  /** Of these, so many are named as the rule asks; the lineage of the rest is assumed. */
  readonly named: number;
  readonly proportion: Proportion;
}

export interface BoundedShare extends Facts {
  /** Cells of unresolved lineage or stage that may be in the numerator. */
  readonly open: { readonly blasts: number; readonly erythroblasts: number };
  /** Whether the open blasts are in the numerator where they are lymphoid, and only there. */
  readonly asksForLymphoid: boolean;
  readonly lower: Proportion;
  readonly upper: Proportion;
  /** Why it reads as it does. */
  readonly why: 'interval-spans' | 'lineage-decides' | 'readings-agree';
}
