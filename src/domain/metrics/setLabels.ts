import type { ClassCode, Label } from '../classes.ts';
import type { PackManifest } from '../pack.ts';

/**
 * Accuracy against set labels. A source that does not say a blast's lineage, say, allows any of
 * LBL, MBL, MOB, MKB: its label is a set of classes, and a prediction within the set is right.
 */

/** Groups of classes that a pack does not tell apart. */
export type Groups = PackManifest['unresolvedGroups'];

/** One classified cell of a source. */
export interface SetLabelledCell {
  /** Class by the source's own names, over which the macro mean goes. */
  readonly sourceClass: string;
  /** The classes that the truth allows; at least one. */
  readonly allowed: readonly ClassCode[];
  /** The model's word, a class or an unresolved group. */
  readonly label: Label;
  /** The most probable of the 20 classes, groups disregarded. */
  readonly topClass: ClassCode;
}

/**
 * Whether a prediction is right with the help of unresolved groups: the class is allowed, or lies
 * in one group with an allowed one, or is itself a group that holds an allowed one.
 */
export function isRightBySet(label: Label, allowed: readonly ClassCode[], groups: Groups): boolean {
  const group = groups.find(({ id, members }) => id === label || members.some((m) => m === label));
  return allowed.some((code) => code === label || group?.members.includes(code) === true);
}

/** Accuracies of one source class; 0–1. */
export interface SourceClassAccuracy {
  readonly n: number;
  readonly setAccuracy: number;
  readonly exactSetAccuracy: number;
  /** How often each label was given: the class's row of the confusion matrix. */
  readonly predicted: Readonly<Partial<Record<Label, number>>>;
}

/** Accuracies of one source; 0–1. */
export interface SetAccuracy {
  readonly n: number;
  /** Right with the help of unresolved groups ÷ all. */
  readonly setAccuracy: number;
  /** Mean of the source classes' `setAccuracy`. */
  readonly macroSetAccuracy: number;
  /** The most probable of the 20 classes is allowed ÷ all: without the help of groups. */
  readonly exactSetAccuracy: number;
  readonly perClass: Readonly<Record<string, SourceClassAccuracy>>;
}

const share = (flags: readonly boolean[]): number => flags.filter(Boolean).length / flags.length;

/** @throws RangeError without a cell, where no accuracy is defined */
export function setAccuracy(cells: readonly SetLabelledCell[], groups: Groups): SetAccuracy {
  if (cells.length === 0) throw new RangeError('There is no cell to score.');
  const judged = cells.map((cell) => ({
    cell,
    right: isRightBySet(cell.label, cell.allowed, groups),
    exact: cell.allowed.includes(cell.topClass),
  }));
  const accuracies = (of: typeof judged) => ({
    n: of.length,
    setAccuracy: share(of.map(({ right }) => right)),
    exactSetAccuracy: share(of.map(({ exact }) => exact)),
  });
  const names = [...new Set(cells.map(({ sourceClass }) => sourceClass))].sort();
  const perClass = names.map((name): [string, SourceClassAccuracy] => {
    const own = judged.filter(({ cell }) => cell.sourceClass === name);
    const predicted: Partial<Record<Label, number>> = {};
    for (const { cell } of own) predicted[cell.label] = (predicted[cell.label] ?? 0) + 1;
    return [name, { ...accuracies(own), predicted }];
  });
  const macro = perClass.reduce((sum, [, { setAccuracy }]) => sum + setAccuracy, 0);
  return {
    ...accuracies(judged),
    macroSetAccuracy: macro / perClass.length,
    perClass: Object.fromEntries(perClass),
  };
}
