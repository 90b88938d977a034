import type { Case, Cell, Field } from './case.ts';
import { readCell } from './cellReading.ts';
import { isClassCode, isGroupCode, type Label, unresolvedGroup } from './classes.ts';

/** Which cells need a look before a case can be signed, and why. */

export const ATTENTION_REASONS = [
  'unnamed',
  'conflict',
  'gate-uncertain',
  'low-confidence',
  'close-call',
] as const;
export type AttentionReason = (typeof ATTENTION_REASONS)[number];

/**
 * Where a model's word is not to be taken unseen. The bounds are this workstation's own: they send
 * a reader to the cells where the ensemble wavers, and claim no error rate.
 *
 * Measured on held-out real cells with the compact pack 1.1.0 (1,605 countable cells, both sources'
 * test splits), a cell being right where the gate kept it and its name is one that the source's label
 * allows. Marrow (570): 42 % flagged; 95 % of the rest right, 67 % of the flagged. Blood (1,035): 26 %
 * flagged; 96 % of the rest right, 64 % of the flagged. A confidence of 0.6 flags half as many blood
 * cells and leaves 68 of 123 wrong ones unflagged, instead of 29.
 */
export const ATTENTION_LIMITS = {
  /** Probability of the label below which it is in doubt. */
  confidence: 0.8,
  /** Lead over the runner-up below which the cell lies near a class boundary. */
  lead: 0.3,
  /** Gate probabilities within these are no clear yes or no; the compact pack's threshold is 0.3. */
  gate: { low: 0.2, high: 0.6 },
} as const;

export interface RankedLabel {
  readonly label: Label;
  /** 0–1. */
  readonly probability: number;
}

/**
 * Labels by probability, the most probable first. The members of the group that the pack decided
 * for stand as one, with their sum: that sum is what won.
 */
export function rankLabels(
  probabilities: Readonly<Record<string, number>>,
  decided: Label | null,
): RankedLabel[] {
  const group = decided !== null && isGroupCode(decided) ? unresolvedGroup(decided) : null;
  const mass = new Map<Label, number>();
  for (const [code, probability] of Object.entries(probabilities)) {
    if (!isClassCode(code)) continue;
    const label = group?.members.includes(code) ? group.id : code;
    mass.set(label, (mass.get(label) ?? 0) + probability);
  }
  return [...mass]
    .map(([label, probability]) => ({ label, probability }))
    .sort((a, b) => b.probability - a.probability);
}

/** Probability that the model gave its own label, 0–1; null where it gave none. */
export function confidenceOf({ model }: Pick<Cell, 'model'>): number | null {
  if (!model?.probabilities || model.label === null) return null;
  const ranked = rankLabels(model.probabilities, model.label);
  return ranked.find(({ label }) => label === model.label)?.probability ?? null;
}

/** Why a cell needs a look; empty where a reviewer has spoken or the model is sure. */
export function attentionOf(cell: Cell): AttentionReason[] {
  const { countable, label, reviewed } = readCell(cell);
  if (reviewed) return [];
  if (countable && label === null) return ['unnamed'];
  const { model } = cell;
  if (!model) return [];
  const reasons: AttentionReason[] = [];
  const { gate, confidence, lead } = ATTENTION_LIMITS;
  if (model.countableProbability > gate.low && model.countableProbability < gate.high)
    reasons.push('gate-uncertain');
  if (!countable || !model.probabilities) return reasons;
  const [first, second] = rankLabels(model.probabilities, model.label);
  if (first && first.probability < confidence) reasons.push('low-confidence');
  if (first && second && first.probability - second.probability < lead) reasons.push('close-call');
  return reasons;
}

/** Cells of a field that need a look, each with its reasons; undecided conflicts included. */
export function fieldAttention(field: Field): ReadonlyMap<string, readonly AttentionReason[]> {
  const found = new Map<string, AttentionReason[]>();
  for (const cell of field.cells) {
    const reasons = attentionOf(cell);
    if (reasons.length > 0) found.set(cell.id, reasons);
  }
  for (const { cellIds } of field.conflicts)
    for (const id of cellIds) {
      const reasons = found.get(id) ?? [];
      if (!reasons.includes('conflict')) found.set(id, [...reasons, 'conflict']);
    }
  return found;
}

/** Cells of the fields in the count that need a look. */
export const cellsNeedingALook = ({ fields }: Pick<Case, 'fields'>): number =>
  fields
    .filter((field) => field.excluded === null)
    .reduce((sum, field) => sum + fieldAttention(field).size, 0);
