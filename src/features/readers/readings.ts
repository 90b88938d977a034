import type { TFunction } from 'i18next';
import type { Case } from '../../domain/case.ts';
import { ownReading, type Reading, readingOf } from '../../domain/readers.ts';

/** The case's own reading among those that can be compared. */
export const OWN = 'own';

/** One side of a comparison. */
export interface ReadingChoice {
  /** `OWN`, or the reader's id. */
  readonly id: string;
  readonly name: string;
  readonly reading: Reading;
}

/** Whose readings of a case can be compared: its own first, then every other in order of import. */
export const readingChoices = (document: Case, t: TFunction): readonly ReadingChoice[] => {
  const own = t('comparison.own');
  return [
    { id: OWN, name: own, reading: { ...ownReading(document), name: own } },
    ...document.readers.map((reader) => ({
      id: reader.id,
      name: reader.name,
      reading: readingOf(document, reader),
    })),
  ];
};
