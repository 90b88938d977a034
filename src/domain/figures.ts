import { type AgeBand, bandOf } from './ageBands.ts';
import type { Call } from './call.ts';
import type { BlastReading, Case } from './case.ts';
import type { CaseReading } from './caseReading.ts';
import { type Lineage, unresolvedGroup } from './classes.ts';
import { countLabels, LINEAGES, lineageUnder, type Tally } from './differential.ts';
import {
  compareFields,
  type FieldComparison,
  type FieldSampling,
  fieldSampling,
} from './fieldReading.ts';
import { type AdjustedShare, adjustedShare } from './inference/adjustment.ts';
import type { PackManifest, PackRecognition } from './pack.ts';
import { recognitionOf } from './packRecognition.ts';
import {
  type ReviewChange,
  type ReviewSummary,
  reviewChanges,
  reviewSummary,
} from './provenance.ts';
import { type RangeReading, readRanges } from './referenceRanges.ts';
import { type UncountableReason, uncountableKinds } from './uncountable.ts';

/** What the panels show beside the count and the call: the same figures for every file. */

/** The count beside reference values. */
export interface RangeFigures {
  readonly band: AgeBand;
  readonly rows: readonly RangeReading[];
}

/** The share without the pack's known confusion, and on what that was measured. */
export interface AdjustedFigures {
  readonly adjusted: AdjustedShare;
  readonly measured: PackRecognition;
}

export interface CaseFigures {
  /** Uncountable cells by what they are; see `uncountableKinds`. */
  readonly kinds: ReadonlyMap<UncountableReason, number>;
  /** The rule's share, field by field. */
  readonly comparison: FieldComparison;
  /** The same by resampling fields; null under an unknown rule. */
  readonly sampling: FieldSampling | null;
  /** null where the case has no age band, or one that is not at hand. */
  readonly ranges: RangeFigures | null;
  /** null where the share is bounded, or the pack's confusion was not measured for the rule. */
  readonly adjusted: AdjustedFigures | null;
  readonly review: ReviewSummary;
  readonly changes: readonly ReviewChange[];
}

/**
 * The figures of a case beside its reading.
 * @param manifest that of the pack that analysed the case; null where it is not at hand
 * @param ageBands reference values of the laboratory's own
 */
export function figuresOf(
  document: Case,
  { tally, call }: Pick<CaseReading, 'tally' | 'call'>,
  manifest: PackManifest | null,
  ageBands: readonly AgeBand[] = [],
): CaseFigures {
  const band = bandOf(document.settings, ageBands);
  return {
    kinds: uncountableKinds(document),
    comparison: compareFields(document, 'rule'),
    sampling: fieldSampling(document),
    ranges: band && { band, rows: readRanges(band, tally, document.settings.blastReading) },
    adjusted: adjustedOf(call, manifest, document.settings.blastReading),
    review: reviewSummary(document),
    changes: reviewChanges(document),
  };
}

/** The share without the pack's known confusion; see `CaseFigures.adjusted`. */
export function adjustedOf(
  { rule, proportion, total }: Call,
  manifest: PackManifest | null,
  reading: BlastReading,
): AdjustedFigures | null {
  if (!rule || !manifest || proportion.share === null) return null;
  const measured = recognitionOf(manifest, rule, reading);
  const adjusted = measured && adjustedShare(proportion.count, total, measured);
  return adjusted && { adjusted, measured };
}

/**
 * The lineages that hold more or fewer cells by the reading of blasts of unresolved lineage: theirs
 * under the reading, and those that they may be of. None where every blast has its lineage.
 */
export function assumedLineages(tally: Tally, reading: BlastReading): readonly Lineage[] {
  if (countLabels(tally, ['BLAST']) === 0) return [];
  const labels = ['BLAST' as const, ...unresolvedGroup('BLAST').members];
  const touched = new Set(labels.map((label) => lineageUnder(label, reading)));
  return LINEAGES.filter((lineage) => touched.has(lineage));
}
