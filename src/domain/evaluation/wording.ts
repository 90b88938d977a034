import { type Label, type Lineage, labelName, lineageName } from '../classes.ts';
import type { Language } from '../language.ts';
import type { Interval } from '../statistics.ts';
import { say, tell } from '../text/index.ts';
import type { AgreementSubject } from './agreement.ts';

/** Numbers of an evaluation as screens, tables and reports give them. */

/** A figure between 0 and 1 with three decimals, as the field prints it; an en dash where there is none. */
export const decimalText = (value: number | null): string =>
  value === null ? '–' : value.toFixed(3);

/** `0.937–0.980`; an en dash where there is none. */
export const boundsText = (interval: Interval | null): string =>
  interval === null ? '–' : `${interval.low.toFixed(3)}–${interval.high.toFixed(3)}`;

/** Percentage points with a sign and one decimal: `+1.2`, `−0.4`, `0.0`. */
export const pointsText = (value: number): string => {
  const text = Math.abs(value).toFixed(1);
  if (text === '0.0') return text;
  return `${value > 0 ? '+' : '−'}${text}`;
};

/** `−1.2 to +3.4`, in Chinese with a tilde. */
export const pointsBounds = ({ low, high }: Interval, language: Language): string =>
  `${pointsText(low)}${language === 'zh' ? ' ～ ' : ' to '}${pointsText(high)}`;

/** The class or the lineage that is measured; a group stands for all of its members here. */
export function subjectName(subject: AgreementSubject, language: Language): string {
  if (subject.startsWith('lineage:'))
    return lineageName(subject.slice('lineage:'.length) as Lineage, language);
  if (subject === 'BLAST') return tell(say('evaluation.allBlasts'), language);
  if (subject === 'ERB') return tell(say('evaluation.allErythroblasts'), language);
  return labelName(subject as Label, language);
}
