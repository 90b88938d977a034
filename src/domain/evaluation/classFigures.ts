import type { Label } from '../classes.ts';
import { clusterBootstrap } from '../inference/clusterBootstrap.ts';
import { type ConfusionMatrix, classificationMetrics } from '../metrics/confusion.ts';
import { multiclassRanking } from '../metrics/multiclass.ts';
import type { Figure } from './detection.ts';

/** Figures of the classes and of their averages, each with its interval by resampling. */

export const AVERAGES = ['micro', 'macro', 'weighted'] as const;
export type Average = (typeof AVERAGES)[number];

/** `accuracy` is the mean sensitivity: over all cells, over the classes, or weighted by their cells. */
export const AVERAGED_FIGURES = ['accuracy', 'precision', 'f1', 'ap', 'auc'] as const;
export type AveragedFigures = Readonly<Record<(typeof AVERAGED_FIGURES)[number], Figure>>;

/** Besides the rates of counts, which have Wilson's interval. */
const FIGURES_OF_CLASS = ['f1', 'ap', 'auc'] as const;
export type FiguresOfClass = Readonly<Record<(typeof FIGURES_OF_CLASS)[number], Figure>>;

/** A classified cell whose class is known. */
export interface NamedCell {
  readonly truth: Label;
  readonly predicted: Label;
  /** Probabilities in the order of the labels. */
  readonly scores: readonly number[];
  /** What it is resampled with; index from 0. */
  readonly cluster: number;
}

export interface ClassFigures {
  /** In the order of the labels; all null for a class without a cell. */
  readonly perClass: readonly FiguresOfClass[];
  /** null where no class has a cell. */
  readonly averages: Readonly<Record<Average, AveragedFigures>>;
}

type Values = readonly (number | null)[];

/**
 * All figures of a set of classified cells.
 * @param clusters how many there are
 */
export function figuresOfClasses(
  cells: readonly NamedCell[],
  labels: readonly Label[],
  clusters: number,
): ClassFigures {
  const valuesOf = measurement(cells, labels);
  const values = valuesOf();
  const intervals = clusterBootstrap(clusters, values.length, valuesOf);
  const figures = values.map((value, i): Figure => ({ value, interval: intervals[i] ?? null }));
  let next = 0;
  const taken = <Name extends string>(names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, figures[next++]])) as Record<Name, Figure>;
  return {
    averages: Object.fromEntries(
      AVERAGES.map((average) => [average, taken(AVERAGED_FIGURES)]),
    ) as Record<Average, AveragedFigures>,
    perClass: labels.map(() => taken(FIGURES_OF_CLASS)),
  };
}

/** All values in a row, with each cluster counted as often as `weights` says; sorted and summed once. */
function measurement(
  cells: readonly NamedCell[],
  labels: readonly Label[],
): (weights?: ArrayLike<number>) => Values {
  const decisionsOf = confusions(cells, labels);
  const rankingOf = multiclassRanking(cells, labels);
  return (weights) => {
    const metrics = classificationMetrics(decisionsOf(weights));
    const ranking = rankingOf(weights);
    return [
      ...AVERAGES.flatMap((average): Values => {
        const { recall = null, precision = null, f1 = null } = metrics[average] ?? {};
        const { averagePrecision: ap, auc } = ranking[average];
        return [recall, precision, f1, ap, auc];
      }),
      ...labels.flatMap((_, i): Values => {
        const { averagePrecision: ap = null, auc = null } = ranking.perClass[i] ?? {};
        return [metrics.perClass[i]?.figures?.f1 ?? null, ap, auc];
      }),
    ];
  };
}

function confusions(
  cells: readonly NamedCell[],
  labels: readonly Label[],
): (weights?: ArrayLike<number>) => ConfusionMatrix<Label> {
  const size = labels.length;
  const position = new Map(labels.map((label, i) => [label, i]));
  const entries = Uint32Array.from(
    cells,
    ({ truth, predicted }) =>
      (position.get(truth) as number) * size + (position.get(predicted) as number),
  );
  const clusters = Uint32Array.from(cells, ({ cluster }) => cluster);
  const flat = new Float64Array(size * size);
  return (weights) => {
    flat.fill(0);
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i] as number;
      const weight = weights ? (weights[clusters[i] as number] as number) : 1;
      flat[entry] = (flat[entry] as number) + weight;
    }
    const counts = labels.map((_, i) => Array.from(flat.subarray(i * size, (i + 1) * size)));
    return { labels, counts };
  };
}
