import type { BlastReading, Case, Cell, Field } from '../../../src/domain/case.ts';
import type { Label } from '../../../src/domain/classes.ts';
import { DEFAULT_SETTINGS, newCase, newField } from '../../../src/domain/newCase.ts';

/** Cases made of counts. */

const PACK = { name: 'test', version: '1.0.0', hash: 'ab'.repeat(32) };
const BOX = { x: 10, y: 20, width: 30, height: 40 };

/** A cell as the model left it; null for one that the gate dropped. */
export const cell = (id: string, label: Label | null): Cell => ({
  id,
  box: BOX,
  origin: 'model',
  model: {
    pack: PACK,
    box: BOX,
    detectionScore: 0.9,
    countableProbability: label === null ? 0.1 : 0.95,
    countable: label !== null,
    label,
    probabilities: label === null ? null : { LBL: 0.6, MBL: 0.3, SEG: 0.1 },
    shrunkToFit: false,
  },
  review: null,
});

export type Counts = Partial<Record<Label | 'uncountable', number>>;

/** Cells in these numbers, spread over fields in turn. */
export function fieldsOf(counts: Counts, fieldCount = 1): Field[] {
  const cells = Object.entries(counts).flatMap(([label, count]) =>
    Array.from({ length: count }, (_, i) =>
      cell(`${label}-${i}`, label === 'uncountable' ? null : (label as Label)),
    ),
  );
  return Array.from({ length: fieldCount }, (_, index) => ({
    ...newField({
      id: `f${index}`,
      name: `field-${index + 1}.png`,
      width: 640,
      height: 480,
      scale: { micrometresPerPixel: 0.1, source: 'entered' },
    }),
    status: 'analysed',
    analysis: { pack: PACK, backend: 'wasm', at: '2026-01-02T03:04:05.000Z', elapsedMs: 100 },
    cells: cells.filter((_, i) => i % fieldCount === index),
  }));
}

export const caseOf = (
  counts: Counts,
  settings: { ruleId?: string; blastReading?: BlastReading } = {},
  fieldCount = 1,
): Case => ({
  ...newCase('case-1', 'Case 1', '2026-01-01T00:00:00.000Z'),
  updatedAt: '2026-01-02T03:04:05.000Z',
  settings: { ...DEFAULT_SETTINGS, ...settings },
  fields: fieldsOf(counts, fieldCount),
});
