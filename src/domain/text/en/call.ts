import { percentText, plural, proportionText } from '../../wording.ts';
import type { CallWords } from '../callWords.ts';

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
  'readings-agree': 'both readings agree',
} as const;

const DENOMINATORS = { karyocytes: 'karyocytes', icsh: 'cells of the ICSH count' } as const;

export const call: CallWords = {
  unknownRule: (ruleId) =>
    `The rule “${ruleId}” is not known to this version of the workstation: no call is made.`,
  nothingCounted: 'No cell is counted: no call is made.',
  known({ rule, numerator, denominator, total, verdict, named, proportion }) {
    const assumed =
      proportion.count > named
        ? ` (${named} named, ${proportion.count - named} of assumed lineage)`
        : '';
    return `The count ${VERDICTS[verdict]}, ${rule}: ${numerator.toLowerCase()}${assumed} are ${proportion.count} of ${total} ${DENOMINATORS[denominator]}, ${proportionText(proportion)}; ${WHERE[verdict]}.`;
  },
  bounded({ rule, numerator, denominator, total, verdict, open, lower, upper, why }) {
    const ends = `${lower.count} of ${total} ${DENOMINATORS[denominator]}, ${proportionText(lower)}, if none of ${plural(open, 'blast')} of unresolved lineage is lymphoid, and ${upper.count}, ${proportionText(upper)}, if all are`;
    return `The count ${VERDICTS[verdict]}, ${rule}: ${numerator.toLowerCase()} can only be bounded, between ${ends}; ${WHY[why]}.`;
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
