import { type Call, callOf } from './call.ts';
import type { Case } from './case.ts';
import {
  type Denominator,
  type Differential,
  differentialOf,
  fieldsInCount,
  type MeRatio,
  meRatioOf,
  type Tally,
  tallyCells,
} from './differential.ts';
import type { Language } from './language.ts';
import { withManual } from './manualTally.ts';

/** All that is worked out of a case: the same on screen, in every export and on the command line. */
export interface CaseReading {
  readonly tally: Tally;
  readonly differentials: Readonly<Record<Denominator, Differential>>;
  readonly meRatio: MeRatio;
  readonly call: Call;
}

/**
 * Reads a case as it stands: the cells of the fields in the count, and those counted by hand where
 * the case adds them. One pass over its cells.
 * @param language of its sentences; the numbers are the same in all
 */
export function readCase(
  document: Pick<Case, 'fields' | 'settings' | 'manual'>,
  language: Language = 'en',
): CaseReading {
  const { settings, manual } = document;
  const counted = fieldsInCount(document);
  const inFields = tallyCells(counted);
  const tally = withManual(inFields, manual);
  const analysed = counted.filter((field) => field.cells.length > 0 || field.status === 'analysed');
  const reading = settings.blastReading;
  return {
    tally,
    differentials: {
      karyocytes: differentialOf(tally, 'karyocytes', reading),
      icsh: differentialOf(tally, 'icsh', reading),
    },
    meRatio: meRatioOf(tally, reading, language),
    call: callOf(tally, settings, analysed.length, language, inFields),
  };
}
