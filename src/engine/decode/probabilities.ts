import type { ClassCode, GroupCode, Label } from '../../domain/classes.ts';

/**
 * Softmax of logits ÷ temperature, in float64.
 * @param temperature > 1 softens, as fitted by temperature scaling (Guo et al. 2017)
 */
export function softmax(logits: ArrayLike<number>, temperature = 1): Float64Array {
  const scaled = Float64Array.from(logits, (logit) => logit / temperature);
  const largest = scaled.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const powers = scaled.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** Mean of the members' probabilities. @throws RangeError where there is no member */
export function ensembleMean(members: readonly Float64Array[]): Float64Array {
  const [first] = members;
  if (!first) throw new RangeError('An ensemble needs at least one member.');
  return first.map(
    (_, i) => members.reduce((sum, p) => sum + (p[i] as number), 0) / members.length,
  );
}

/** A group of classes that a pack cannot tell apart. */
export interface ProbabilityGroup {
  readonly id: GroupCode;
  readonly members: readonly ClassCode[];
}

/**
 * The label with the largest probability, where each unresolved group stands as one candidate
 * with the sum of its members, and its members do not stand alone. Equal candidates: the one
 * whose first class comes first in `classes`.
 * @param probabilities in the order of `classes`
 */
export function decideLabel(
  probabilities: ArrayLike<number>,
  classes: readonly ClassCode[],
  groups: readonly ProbabilityGroup[],
): Label {
  const mass = new Map<Label, number>();
  for (const [i, code] of classes.entries()) {
    const label = groups.find((group) => group.members.includes(code))?.id ?? code;
    mass.set(label, (mass.get(label) ?? 0) + (probabilities[i] as number));
  }
  let best: Label | undefined;
  for (const [label, probability] of mass)
    if (best === undefined || probability > (mass.get(best) as number)) best = label;
  if (best === undefined) throw new RangeError('There is no class to decide on.');
  return best;
}
