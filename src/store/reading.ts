import type { BlastReading, Case } from '../domain/case.ts';
import {
  CELL_CLASSES,
  cellClass,
  GROUP_CODES,
  isClassCode,
  type Label,
  type Lineage,
  labelLineage,
} from '../domain/classes.ts';
import { readCell } from './review.ts';

/** What the panels show of a case, worked out by the domain. */

export const DENOMINATORS = ['karyocytes', 'icsh'] as const;
export type Denominator = (typeof DENOMINATORS)[number];

export interface ProportionView {
  readonly count: number;
  /** 0–1; null where nothing was counted. */
  readonly share: number | null;
  /** Bounds of the 95 % Wilson interval, 0–1; null where there is none. */
  readonly interval: { readonly low: number; readonly high: number } | null;
}

export interface DifferentialView {
  readonly total: number;
  readonly rows: readonly (ProportionView & { readonly label: Label })[];
  readonly lineages: readonly (ProportionView & { readonly lineage: Lineage })[];
}

export interface CallView {
  readonly state: 'meets' | 'does-not-meet' | 'indeterminate' | 'none';
  readonly sentence: string;
  readonly proportion: ProportionView;
  /** The rule's threshold, 0–1. */
  readonly threshold: number;
  readonly bareMet: boolean | null;
  readonly bareText: string;
  /** What would settle an indeterminate call. */
  readonly more: { readonly cells: number; readonly fields: number | null } | null;
  readonly unresolvedBlasts: number;
  readonly blastReading: BlastReading;
  readonly hints: readonly string[];
}

export interface CaseReading {
  readonly tally: {
    readonly counted: number;
    readonly uncountable: number;
    /** Counted among the karyocytes but not by ICSH 2008. */
    readonly notIcsh: number;
    /** Countable cells without a label. */
    readonly unnamed: number;
  };
  readonly differentials: Readonly<Record<Denominator, DifferentialView>>;
  readonly meRatio: {
    /** null where there are no erythroblasts. */
    readonly value: number | null;
    readonly myeloid: number;
    readonly erythroid: number;
    readonly convention: string;
  } | null;
  readonly call: CallView;
}

/** The rules that a case can choose from. */
export const RULE_CHOICES: readonly {
  readonly id: string;
  readonly name: string;
  readonly source: string;
}[] = [];

const LABELS: readonly Label[] = [...CELL_CLASSES.map((item) => item.code), ...GROUP_CODES];
const LINEAGES: readonly Lineage[] = [...new Set(LABELS.map(labelLineage))];

/**
 * What the panels show of a case.
 *
 * TODO(domain): only the counts are worked out here. Intervals, M:E, rules and the call come from
 * src/domain/{differential,statistics,rules}.ts and are left empty, never guessed, until those exist.
 */
export function readCase(document: Case): CaseReading {
  const cells = document.fields.flatMap((field) => field.cells.map(readCell));
  const countable = cells.filter((cell) => cell.countable);
  const named = countable.flatMap((cell) => (cell.label ? [cell.label] : []));
  const icsh = named.filter((label) => !isClassCode(label) || cellClass(label).icsh);
  return {
    tally: {
      counted: named.length,
      uncountable: cells.length - countable.length,
      notIcsh: named.length - icsh.length,
      unnamed: countable.length - named.length,
    },
    differentials: { karyocytes: countLabels(named), icsh: countLabels(icsh) },
    meRatio: null,
    call: {
      state: 'none',
      sentence: '',
      proportion: proportion(0, 0),
      threshold: 0,
      bareMet: null,
      bareText: '',
      more: null,
      unresolvedBlasts: named.filter((label) => label === 'BLAST').length,
      blastReading: document.settings.blastReading,
      hints: [],
    },
  };
}

const proportion = (count: number, total: number): ProportionView => ({
  count,
  share: total > 0 ? count / total : null,
  interval: null,
});

const countLabels = (labels: readonly Label[]): DifferentialView => ({
  total: labels.length,
  rows: LABELS.map((label) => ({
    label,
    ...proportion(labels.filter((item) => item === label).length, labels.length),
  })),
  lineages: LINEAGES.map((lineage) => ({
    lineage,
    ...proportion(labels.filter((item) => labelLineage(item) === lineage).length, labels.length),
  })),
});
