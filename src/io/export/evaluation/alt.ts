import type { SubjectAgreement } from '../../../domain/evaluation/agreement.ts';
import type { CurvePoint } from '../../../domain/evaluation/detection.ts';
import {
  decimalText,
  pointsBounds,
  pointsText,
  subjectName,
} from '../../../domain/evaluation/wording.ts';
import type { Language } from '../../../domain/language.ts';
import { type PhraseKey, say, tell } from '../../../domain/text/index.ts';

/** What the charts of the printed evaluation show, with their numbers, for those who do not see them. */

export interface ShownCurve {
  readonly name: string;
  /** What its axes measure. */
  readonly x: string;
  readonly y: string;
  /** The figure that sums it up, and its value. */
  readonly figure: PhraseKey;
  readonly value: number | null;
  readonly operating: CurvePoint | null;
}

export function curveAlt(shown: ShownCurve, language: Language): string {
  const { name, x, y, operating } = shown;
  const figure = tell(say(shown.figure), language);
  const value = decimalText(shown.value);
  const curve = tell(say('evaluation.curveShown', { name, x, y, figure, value }), language);
  if (!operating) return curve;
  const [atX, atY] = [decimalText(operating.x), decimalText(operating.y)];
  return tell(say('evaluation.pointShown', { curve, x, y, atX, atY }), language);
}

export function agreementAlt({ subject, figures }: SubjectAgreement, language: Language): string {
  const name = subjectName(subject, language);
  // Without figures there are too few points for lines.
  if (!figures) return name;
  const { n, bias, lowerLimit, upperLimit } = figures;
  const limits = { low: lowerLimit.value, high: upperLimit.value };
  return tell(
    say('evaluation.agreementShown', {
      name,
      count: n,
      bias: pointsText(bias.value),
      interval: pointsBounds(bias.interval, language),
      limits: pointsBounds(limits, language),
    }),
    language,
  );
}
