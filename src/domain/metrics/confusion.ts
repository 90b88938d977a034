/** Confusion matrix of a classification and the figures read from it, as scikit-learn's. */

/** Counts of cases: rows are the truth, columns the prediction, both in the order of `labels`. */
export interface ConfusionMatrix<Label extends string> {
  readonly labels: readonly Label[];
  readonly counts: readonly (readonly number[])[];
}

/** One classified case. */
export interface ClassifiedCase<Label extends string> {
  readonly truth: Label;
  readonly predicted: Label;
}

/** @throws RangeError for a label that is not among `labels` */
export function confusionMatrix<Label extends string>(
  cases: readonly ClassifiedCase<Label>[],
  labels: readonly Label[],
): ConfusionMatrix<Label> {
  const position = new Map(labels.map((label, i) => [label, i]));
  const at = (label: Label): number => {
    const index = position.get(label);
    if (index === undefined) throw new RangeError(`"${label}" is not among the classes.`);
    return index;
  };
  const counts = labels.map(() => labels.map(() => 0));
  for (const { truth, predicted } of cases) {
    const row = counts[at(truth)] as number[];
    const column = at(predicted);
    row[column] = (row[column] as number) + 1;
  }
  return { labels, counts };
}

/** Precision, recall and F1, each 0–1. */
export interface PrecisionRecall {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface ClassFigures<Label extends string> {
  readonly label: Label;
  /** Cases whose truth is this class. */
  readonly support: number;
  /**
   * null for a class without a case, for which they are undefined. A class that is never predicted
   * has precision 0, as scikit-learn's default.
   */
  readonly figures: PrecisionRecall | null;
}

export interface ClassificationMetrics<Label extends string> {
  readonly n: number;
  /** null without a case. */
  readonly accuracy: number | null;
  readonly perClass: readonly ClassFigures<Label>[];
  /** Mean over the classes with cases; null where there is none. */
  readonly macro: PrecisionRecall | null;
  /** Over all decisions; with one label a case, all three are the accuracy. */
  readonly micro: PrecisionRecall | null;
  /** Mean weighted by the classes' cases. */
  readonly weighted: PrecisionRecall | null;
  /** Classes without a case: left out of the macro mean. */
  readonly undefinedClasses: readonly Label[];
}

/** Accuracy and precision, recall and F1 by class and in the three averages. */
export function classificationMetrics<Label extends string>({
  labels,
  counts,
}: ConfusionMatrix<Label>): ClassificationMetrics<Label> {
  // One pass: resampling asks for these figures a thousand times.
  const predictedAs = new Float64Array(labels.length);
  for (const row of counts)
    for (let i = 0; i < predictedAs.length; i++)
      predictedAs[i] = (predictedAs[i] as number) + (row[i] as number);
  const perClass = labels.map((label, i): ClassFigures<Label> => {
    const row = counts[i] as readonly number[];
    const support = sum(row);
    const predicted = predictedAs[i] as number;
    const hits = row[i] as number;
    return { label, support, figures: support === 0 ? null : rates(hits, predicted, support) };
  });
  const n = sum(perClass.map(({ support }) => support));
  const hits = sum(counts.map((row, i) => row[i] as number));
  return {
    n,
    accuracy: n === 0 ? null : hits / n,
    perClass,
    macro: mean(perClass, () => 1),
    micro: n === 0 ? null : rates(hits, n, n),
    weighted: mean(perClass, ({ support }) => support),
    undefinedClasses: perClass.filter(({ figures }) => !figures).map(({ label }) => label),
  };
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const rates = (hits: number, predicted: number, support: number): PrecisionRecall => ({
  precision: predicted === 0 ? 0 : hits / predicted,
  recall: hits / support,
  f1: (2 * hits) / (predicted + support),
});

function mean<Label extends string>(
  perClass: readonly ClassFigures<Label>[],
  weightOf: (of: ClassFigures<Label>) => number,
): PrecisionRecall | null {
  const defined = perClass.flatMap((of) =>
    of.figures ? [{ figures: of.figures, weight: weightOf(of) }] : [],
  );
  if (defined.length === 0) return null;
  const total = sum(defined.map(({ weight }) => weight));
  const of = (part: keyof PrecisionRecall) =>
    sum(defined.map(({ figures, weight }) => figures[part] * weight)) / total;
  return { precision: of('precision'), recall: of('recall'), f1: of('f1') };
}
