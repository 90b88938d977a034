import type { RangeSubject } from '../../domain/ageBands.ts';
import { type Label, labelName, lineageName } from '../../domain/classes.ts';
import { LINEAGES } from '../../domain/differential.ts';
import type { Language } from '../../domain/language.ts';
import { say, tell } from '../../domain/text/index.ts';

/** What the cells of a reference value are called. */
export function rangeName(subject: RangeSubject, language: Language): string {
  if (subject === 'myeloid') return tell(say('exports.myeloid'), language);
  const lineage = LINEAGES.find((item) => item === subject);
  return lineage ? lineageName(lineage, language) : labelName(subject as Label, language);
}
