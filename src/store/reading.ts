/** What the panels show of a case; worked out by the domain. */

export type { Call as CallView } from '../domain/call.ts';
export { type CaseReading, readCase } from '../domain/caseReading.ts';
export {
  DENOMINATORS,
  type Denominator,
  type Differential as DifferentialView,
} from '../domain/differential.ts';
export { RULES, type Rule, ruleOf, ruleWords } from '../domain/rules.ts';
export type { Proportion as ProportionView } from '../domain/statistics.ts';
