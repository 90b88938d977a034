import type { RangeSubject } from './ageBands.ts';
import { type Label, labelName, lineageName } from './classes.ts';
import { LINEAGES } from './differential.ts';
import type { Language } from './language.ts';
import { say, tell } from './text/index.ts';

/** What the cells of a reference value are called. */
export function rangeName(subject: RangeSubject, language: Language): string {
  if (subject === 'myeloid') return tell(say('exports.range.myeloid'), language);
  const lineage = LINEAGES.find((item) => item === subject);
  return lineage ? lineageName(lineage, language) : labelName(subject as Label, language);
}
