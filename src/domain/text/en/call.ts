import { midSentence, percentText, plural, proportionText } from '../../wording.ts';
import type { BoundedShare, CallWords } from '../callWords.ts';

const VERDICTS = {
  meets: 'meets the configured rule',
  'does-not-meet': 'does not meet the configured rule',
  indeterminate: 'is indeterminate under the configured rule',
} as const;

const WHERE = {
  meets: 'the whole interval lies above the threshold',
  'does-not-meet': 'the whole interval lies below the threshold',
  indeterminate: 'the interval spans the threshold',
} as const;

const WHY = {
  'interval-spans': 'an interval spans the threshold',
  'lineage-decides': 'only the lineage of these blasts can settle it, not more cells',
  'stage-decides': 'only the lineage or stage of these cells can settle it, not more cells',
  'readings-agree': 'both readings agree',
} as const;

const DENOMINATORS = { karyocytes: 'karyocytes', icsh: 'cells of the ICSH count' } as const;

/** The open cells, and what they would have to be. */
function openCells({ open, asksForLymphoid }: Pick<BoundedShare, 'open' | 'asksForLymphoid'>) {
  const blasts = `${plural(open.blasts, 'blast')} of unresolved lineage`;
  const erythroblasts = `${plural(open.erythroblasts, 'erythroblast')} of unresolved stage`;
  if (open.erythroblasts === 0)
    return { cells: blasts, are: asksForLymphoid ? 'is lymphoid' : 'is of the rule’s classes' };
  const cells = open.blasts === 0 ? erythroblasts : `${blasts} and ${erythroblasts}`;
  return { cells, are: 'is of the rule’s classes' };
}

export const call: CallWords = {
  unknownRule: (ruleId) =>
    `The rule “${ruleId}” is not known to this version of the workstation: no call is made.`,
  nothingCounted: (counted) =>
    counted === 0
      ? 'No cell is counted: no call is made.'
      : `No cell is in the rule’s denominator (${plural(counted, 'karyocyte')} counted, none of them in it): no call is made.`,
  known({ rule, numerator, denominator, total, verdict, named, proportion }) {
    const assumed =
      proportion.count > named
        ? ` (${named} named, ${proportion.count - named} of assumed lineage)`
        : '';
    return `The count ${VERDICTS[verdict]}, ${rule}: ${midSentence(numerator)}${assumed} are ${proportion.count} of ${total} ${DENOMINATORS[denominator]}, ${proportionText(proportion)}; ${WHERE[verdict]}.`;
  },
  bounded({ rule, numerator, denominator, total, verdict, lower, upper, why, ...facts }) {
    const { cells, are } = openCells(facts);
    const ends = `${lower.count} of ${total} ${DENOMINATORS[denominator]}, ${proportionText(lower)}, if none of ${cells} ${are}, and ${upper.count}, ${proportionText(upper)}, if all are`;
    const reason =
      facts.open.erythroblasts > 0 && why === 'lineage-decides' ? 'stage-decides' : why;
    return `The count ${VERDICTS[verdict]}, ${rule}: ${midSentence(numerator)} can only be bounded, between ${ends}; ${WHY[reason]}.`;
  },
  bareCriterion: (criterion) => `${criterion} of karyocytes`,
  bareKnown: (count, total) => `${count} of ${total}, ${percentText(count / total)}`,
  bareBounded: (lower, upper, total) =>
    `${lower} to ${upper} of ${total}, ${percentText(lower / total)} to ${percentText(upper / total)}`,
  unresolvedBlasts(count, reading) {
    const subject = `${plural(count, 'blast')} of unresolved lineage`;
    const [was, its] = count === 1 ? ['was', 'Its'] : ['were', 'Their'];
    switch (reading) {
      case 'lymphoid':
        return `${subject} ${was} counted as lymphoid by this case’s setting. ${its} lineage is assumed, not seen.`;
      case 'myeloid':
        return `${subject} ${was} counted as myeloid by this case’s setting, with the myeloblasts. ${its} lineage is assumed, not seen.`;
      case 'unresolved':
        return `${subject} ${was} left unresolved by this case’s setting: the share of lymphoblasts can only be bounded, with none or all of them lymphoid.`;
    }
  },
};
