import { attentionOf } from './attention.ts';
import type { Case, Field } from './case.ts';
import { manualTotal } from './manualTally.ts';

/** What stands between a case and its signature. */
export type Missing =
  | { readonly kind: 'nothing-counted' }
  | {
      readonly kind: 'not-analysed' | 'not-reviewed' | 'needs-a-look' | 'conflicts';
      /** Fields, or cells and conflicts in them. */
      readonly count: number;
      readonly fields: readonly Pick<Field, 'id' | 'name'>[];
    };

/**
 * Everything that is missing for a signature, the most basic first; empty where the case can be
 * signed. Fields that are left out of the count are not asked for.
 */
export function missingForSignOff(document: Case): Missing[] {
  const fields = document.fields.filter((field) => field.excluded === null);
  const cells = fields.reduce((sum, field) => sum + field.cells.length, 0);
  const byHand = document.manual.merged ? manualTotal(document.manual) : 0;
  if (cells + byHand === 0) return [{ kind: 'nothing-counted' }];
  const found: Missing[] = [];
  const ask = (
    kind: Exclude<Missing['kind'], 'nothing-counted'>,
    countOf: (field: Field) => number,
  ) => {
    const open = fields.filter((field) => countOf(field) > 0);
    if (open.length === 0) return;
    found.push({
      kind,
      count: open.reduce((sum, field) => sum + countOf(field), 0),
      fields: open.map(({ id, name }) => ({ id, name })),
    });
  };
  ask('not-analysed', ({ status, reviewed }) => Number(status !== 'analysed' && !reviewed));
  ask('conflicts', ({ conflicts }) => conflicts.length);
  // Cells of a conflict are asked for as that.
  ask('needs-a-look', ({ cells }) => cells.filter((cell) => attentionOf(cell).length > 0).length);
  ask('not-reviewed', ({ reviewed }) => Number(reviewed === null));
  return found;
}
