import type {
  Case,
  CaseSettings,
  Diagnosis,
  Field,
  ModelWord,
  PackIdentity,
  ReaderCell,
} from '../case.ts';
import type { Box } from '../geometry.ts';
import { FIRST_IOU } from '../metrics/detection.ts';
import { matchDetections, type ScoredBox } from '../metrics/matching.ts';
import { isSynthetic } from '../provenance.ts';
import { type GroundTruth, groundTruthOf } from '../readers.ts';

/** What of a case is measured: the pipeline's own words beside the truth, whatever reviewers said since. */

/** One field with truth that was analysed. */
export interface EvaluatedField {
  readonly id: string;
  readonly truths: readonly ReaderCell[];
  /** The model's word on each box at or above the operating score. */
  readonly words: readonly ModelWord[];
  /** The detector's boxes with scores, those below the operating score too where `whole`. */
  readonly detections: readonly ScoredBox[];
  /** False where the analysis kept only the boxes at or above the operating score. */
  readonly whole: boolean;
  /** Boxes at or above it became cells; 0 where only such are known. */
  readonly operatingScore: number;
  /** Each truth box with the word on it, by overlap of ½ or more; null where it was missed. */
  readonly pairs: readonly { readonly truth: ReaderCell; readonly word: ModelWord | null }[];
}

export interface EvaluatedCase {
  readonly id: string;
  readonly name: string;
  readonly synthetic: boolean;
  readonly origin: GroundTruth['origin'];
  /** Known by other means; null where it is not. */
  readonly diagnosis: Diagnosis | null;
  readonly settings: CaseSettings;
  /** Whether the truth names cells or tells the uncountable; else it serves the detector alone. */
  readonly named: boolean;
  /** Countable cells of its truth without a name, where others have one: its truth counts too few. */
  readonly unnamed: number;
  /** Analysed, with truth, not left out of the count; in an order of their own. */
  readonly fields: readonly EvaluatedField[];
  /** Fields with truth that wait for an analysis. */
  readonly waiting: number;
  /** Fields with truth that reviewers left out of the count. */
  readonly excluded: number;
  /** Words of the model that reviewers deleted, merged or split away. */
  readonly lost: number;
  readonly packs: readonly PackIdentity[];
}

/** What of a case can be measured; null where it has no truth. */
export function evaluatedCaseOf(document: Case): EvaluatedCase | null {
  const truth = groundTruthOf(document);
  if (!truth) return null;
  const withTruth = document.fields.filter(({ id }) => truth.cells.has(id));
  const counted = withTruth.filter(({ excluded }) => excluded === null);
  const analysed = counted.filter(({ status, analysis }) => status === 'analysed' && analysis);
  const cells = [...truth.cells.values()].flat();
  const named = cells.some(({ label, countable }) => label !== null || !countable);
  const fields = analysed
    .map((field) => evaluatedField(field, truth.cells.get(field.id) ?? []))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const { id, name, settings, diagnosis } = document;
  const packs = analysed.flatMap(({ analysis }) => (analysis ? [analysis.pack] : []));
  return {
    id,
    name,
    synthetic: isSynthetic(document),
    origin: truth.origin,
    diagnosis: diagnosis ?? null,
    settings,
    named,
    unnamed: named
      ? fields.reduce(
          (sum, { truths }) =>
            sum + truths.filter(({ countable, label }) => countable && label === null).length,
          0,
        )
      : 0,
    fields,
    waiting: counted.length - analysed.length,
    excluded: withTruth.length - counted.length,
    lost: analysed.reduce((sum, field) => sum + lostWords(field), 0),
    packs: [...new Map(packs.map((pack) => [pack.hash, pack])).values()],
  };
}

/** The model's words of the last analysis; a reviewed cell may carry one of an earlier pack. */
const wordsOf = ({ cells, conflicts, analysis }: Field): ModelWord[] =>
  [...cells, ...conflicts].flatMap(({ model }) =>
    model && model.pack.hash === analysis?.pack.hash ? [model] : [],
  );

function lostWords(field: Field): number {
  const { detector, deletedBoxes } = field;
  if (!detector) return deletedBoxes?.length ?? 0;
  const above = detector.boxes.filter(([, , , , score]) => score >= detector.operatingScore).length;
  return Math.max(0, above - wordsOf(field).length);
}

interface ScoredWord extends ScoredBox {
  readonly word: ModelWord;
}

function evaluatedField(field: Field, truths: readonly ReaderCell[]): EvaluatedField {
  const { detector } = field;
  const words = wordsOf(field);
  const scored = words.map(
    (word): ScoredWord => ({ box: word.box, score: word.detectionScore, word }),
  );
  const byTruth = new Map<number, ModelWord>();
  const boxes: readonly Box[] = truths.map(({ box }) => box);
  for (const { truth, detection } of matchDetections(
    { truths: boxes, detections: scored },
    FIRST_IOU,
  ))
    if (truth !== null) byTruth.set(truth, detection.word);
  return {
    id: field.id,
    truths,
    words,
    detections: detector
      ? detector.boxes.map(([x, y, width, height, score]) => ({
          box: { x, y, width, height },
          score,
        }))
      : scored,
    whole: detector !== undefined,
    operatingScore: detector?.operatingScore ?? 0,
    pairs: truths.map((truth, index) => ({ truth, word: byTruth.get(index) ?? null })),
  };
}
