import { createHash } from 'node:crypto';
import type { AgeBand } from '../../../../src/domain/ageBands.ts';
import type { BlastReading, Case } from '../../../../src/domain/case.ts';
import type { PackManifest } from '../../../../src/domain/pack.ts';
import { signedText } from '../../../../src/domain/signing.ts';
import { caseOf } from '../../domain/cells.ts';
import { tinyPack } from '../../engine/packs.ts';

/** The manifest of the pack that analysed the cases of `caseOf`. */
export const MANIFEST: PackManifest = {
  ...tinyPack().manifest,
  name: 'test',
  version: '1.0.0',
  evidence: { ...tinyPack().manifest.evidence, SEG: 'real-marrow', LYM: 'real-blood' },
  notValidated: ['Smudge cells: none was in the training data.'],
};

/** A case with something of everything: both groups, a reviewer, a failed field, odd names. */
export function mixedCase(blastReading: BlastReading = 'lymphoid'): Case {
  const document = caseOf(
    { LBL: 8, BLAST: 14, SEG: 40, LYM: 20, NB: 2, ERB: 12, uncountable: 7 },
    { blastReading },
    4,
  );
  document.name = '=HYPERLINK("x"), "Grün"';
  const [first, second, , last] = document.fields;
  const said = { by: 'Dr Example', at: document.updatedAt };
  // Cells go to the fields in turn: the first field's first cells are lymphoblasts.
  first!.cells[0]!.review = { ...said, label: 'LYM' };
  first!.cells[1]!.review = { ...said, label: 'LBL' };
  second!.cells[0]!.review = { ...said, countable: false };
  second!.cells.push({
    id: 'drawn',
    box: { x: 600, y: 470, width: 60, height: 30 },
    origin: 'reviewer',
    model: null,
    review: { ...said, label: 'BLAST' },
  });
  second!.cells.push({
    id: 'nameless',
    box: { x: 10, y: 10, width: 20, height: 20 },
    origin: 'reviewer',
    model: null,
    review: null,
  });
  last!.status = 'failed';
  last!.problem = { text: 'The field is blank. Take it again.' };
  return document;
}

/** The case, signed as the workstation signs. */
export const signed = (document: Case): Case => ({
  ...document,
  signature: {
    by: 'Dr Example',
    at: document.updatedAt,
    contentHash: createHash('sha256').update(signedText(document)).digest('hex'),
  },
});

/** A laboratory's own band: one range that the count is above, one with a mean alone. */
export const BAND: AgeBand = {
  ...{ id: 'own', name: 'Own, 2–6 years', source: 'Laboratory 2025', note: 'n = 40' },
  ...{ fromYears: 2, toYears: 6, indicative: false },
  rows: [
    { of: 'LBL', low: 0, mean: 1, high: 5 },
    { of: 'myeloid', low: null, mean: 60.6, high: null },
  ],
};
