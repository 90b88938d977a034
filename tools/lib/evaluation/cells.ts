import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { rankLabels } from '../../../src/domain/attention.ts';
import type { ClassCode, GroupCode } from '../../../src/domain/classes.ts';
import {
  type MeasuredRecognition,
  recognitionFrom,
  sideOf,
} from '../../../src/domain/evaluation/recognition.ts';
import { type BinaryMetrics, binaryMetrics } from '../../../src/domain/metrics/binary.ts';
import {
  expectedCalibrationError,
  type JudgedDecision,
  type SelectivePoint,
  selectiveAccuracy,
} from '../../../src/domain/metrics/calibration.ts';
import {
  isRightBySet,
  type SetAccuracy,
  setAccuracy,
} from '../../../src/domain/metrics/setLabels.ts';
import { countedClasses } from '../../../src/domain/numerator.ts';
import type { PackManifest } from '../../../src/domain/pack.ts';
import { RULES } from '../../../src/domain/rules.ts';
import { decideLabel } from '../../../src/engine/decode/probabilities.ts';
import { reasonOf } from '../../../src/engine/errors.ts';
import type { Pipeline, WindowClassification } from '../../../src/engine/pipeline.ts';
import { UsageError } from '../usageError.ts';
import { bootstrapInterval } from './bootstrap.ts';
import { type CellRow, parseCellsCsv } from './cellsCsv.ts';
import { type EvaluationTools, firstReason } from './detect.ts';
import { loadAhead } from './loadAhead.ts';
import type { SkippedFile } from './skipped.ts';

/** A row with what the classifiers say of its picture. */
export interface ScoredCell {
  readonly row: CellRow;
  readonly word: WindowClassification;
}

/** Figures of the gate and of the ensemble. */
export interface CellsFigures {
  /** Positive = countable; negative = uncountable or not a cell; `refer` is left out. */
  readonly gate: BinaryMetrics;
  /** By source; countable cells with labels only. */
  readonly classes: Readonly<Record<string, SourceAccuracy>>;
  /** What the ensemble's probabilities are worth, by source and over all (`all`). */
  readonly calibration: Readonly<Record<string, Calibration>>;
  /** How well each source's cells of what the shipped rules count are told from its others. */
  readonly recognition: Readonly<Record<string, readonly ClassRecognition[]>>;
}

export interface ClassRecognition extends MeasuredRecognition {
  readonly classes: readonly ClassCode[];
}

/** Accuracies of a source with the 95 % bootstrap interval of its macro mean, drawn within classes. */
export interface SourceAccuracy extends SetAccuracy {
  readonly macroInterval: readonly [number, number] | null;
}

/** Confidence is the probability of the label given, an unresolved group standing as one. */
export interface Calibration {
  readonly n: number;
  /** Mean confidence − share of right labels: above 0 where the ensemble is too sure. */
  readonly overconfidence: number;
  readonly expectedCalibrationError: number | null;
  readonly selective: readonly SelectivePoint[];
}

const COVERAGES = [0.25, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

function calibration(decisions: readonly JudgedDecision[]): Calibration {
  const sum = decisions.reduce((s, { confidence, right }) => s + confidence - (right ? 1 : 0), 0);
  return {
    n: decisions.length,
    overconfidence: sum / decisions.length,
    expectedCalibrationError: expectedCalibrationError(decisions),
    selective: selectiveAccuracy(decisions, COVERAGES),
  };
}

/** What `evaluate cells` writes. */
export interface CellsReport extends CellsFigures {
  readonly skipped: readonly SkippedFile[];
}

type Judge = Pick<PackManifest, 'classes' | 'unresolvedGroups'> & {
  readonly gate: Pick<PackManifest['gate'], 'countableThreshold'>;
};

/** Scores classified cells. Cells that a source only refers are in no figure. */
export function cellsFigures(cells: readonly ScoredCell[], manifest: Judge): CellsFigures {
  const { classes, unresolvedGroups, gate } = manifest;
  const gated = cells
    .filter(({ row }) => row.gate !== 'refer')
    .map(({ row, word }) => ({
      score: word.countableProbability,
      positive: row.gate === 'countable',
    }));
  const named = cells.filter(({ row }) => isNamed(row));
  const recognition: Record<string, ClassRecognition[]> = {};
  const countedSets = setsCounted(unresolvedGroups.map(({ id }) => id));
  const bySource = [...new Set(named.map(({ row }) => row.source))].sort().map((source) => {
    const own = named.filter(({ row }) => row.source === source);
    const labelled = own.map(({ row, word: { probabilities } }) => ({
      sourceClass: row.source_class,
      allowed: row.labels,
      label: decideLabel(probabilities, classes, unresolvedGroups),
      topClass: decideLabel(probabilities, classes, []) as ClassCode,
    }));
    const names = [...new Set(labelled.map(({ sourceClass }) => sourceClass))];
    const strata = names.map((name) => labelled.filter((cell) => cell.sourceClass === name));
    const macroInterval = bootstrapInterval(
      strata,
      (drawn) => setAccuracy(drawn, unresolvedGroups).macroSetAccuracy,
    );
    recognition[source] = countedSets.map((counted) => ({
      classes: counted,
      ...recognitionFrom(
        labelled.map(({ allowed, label }) => [sideOf(allowed, counted), sideOf([label], counted)]),
      ),
    }));
    return [source, { ...setAccuracy(labelled, unresolvedGroups), macroInterval }] as const;
  });
  const decisions = named.map((cell) => ({
    source: cell.row.source,
    ...decisionOf(cell, manifest),
  }));
  const calibrations = bySource.map(
    ([source]) => [source, calibration(decisions.filter((d) => d.source === source))] as const,
  );
  return {
    gate: binaryMetrics(gated, gate.countableThreshold),
    classes: Object.fromEntries(bySource),
    calibration:
      named.length === 0
        ? {}
        : { ...Object.fromEntries(calibrations), all: calibration(decisions) },
    recognition,
  };
}

/** What the shipped rules count, open blasts read as lymphoid, as a new case does; each set once. */
function setsCounted(open: readonly GroupCode[]): readonly (readonly ClassCode[])[] {
  const sets = RULES.map((rule) => countedClasses(rule, 'lymphoid', open));
  return [...new Map(sets.map((classes) => [[...classes].sort().join(), classes])).values()];
}

/** The label given to a cell, as a decision: how sure it was, and whether it was right. */
function decisionOf(
  { row, word: { probabilities } }: ScoredCell,
  { classes, unresolvedGroups }: Judge,
): JudgedDecision {
  const label = decideLabel(probabilities, classes, unresolvedGroups);
  const byClass = Object.fromEntries(classes.map((code, i) => [code, probabilities[i] as number]));
  const own = rankLabels(byClass, label).find((ranked) => ranked.label === label);
  return {
    confidence: Math.min(1, own?.probability ?? 0),
    right: isRightBySet(label, row.labels, unresolvedGroups),
  };
}

const isNamed = ({ gate, labels }: CellRow): boolean => gate === 'countable' && labels.length > 0;

export interface CellsOptions {
  readonly csv: string;
  readonly split: string;
}

/**
 * Classifies the cell at the centre of every picture of a split, cut at the pack's physical width
 * by the picture's own, and scores the words. A picture that is missing or damaged is named in
 * `skipped`.
 * @throws UsageError where the table is not one or has no such split; Error where no picture at
 *   all could be used
 */
export async function evaluateCells(
  pipeline: Pick<Pipeline, 'classifyWindow' | 'manifest'>,
  { csv, split }: CellsOptions,
  { decode, onProgress }: EvaluationTools,
): Promise<CellsReport> {
  const rows = parseCellsCsv(await readFile(csv, 'utf8'), csv);
  const inSplit = rows.filter((row) => row.split === split);
  if (inSplit.length === 0) {
    const splits = [...new Set(rows.map((row) => row.split))].join(', ') || 'none';
    throw new UsageError(`${csv} has no row of split "${split}"; its splits: ${splits}.`);
  }
  const wanted = inSplit.filter(({ gate }) => gate !== 'refer');
  const pathOf = ({ path }: CellRow) => join(dirname(csv), path);
  const cells: ScoredCell[] = [];
  const skipped: SkippedFile[] = [];
  let done = 0;
  for await (const loaded of loadAhead(wanted, (row) => decode(pathOf(row)), 8)) {
    const row = loaded.item;
    if ('error' in loaded) skipped.push({ file: row.path, reason: reasonOf(loaded.error) });
    else {
      const { width, height } = loaded.value;
      const centre = { x: width / 2, y: height / 2 };
      const word = await pipeline.classifyWindow(loaded.value, row.window_um / width, centre);
      cells.push({ row, word });
    }
    onProgress?.(++done, wanted.length);
  }
  if (cells.length === 0)
    throw new Error(`No picture of split "${split}" could be used${firstReason(skipped)}.`);
  return { ...cellsFigures(cells, pipeline.manifest), skipped };
}
