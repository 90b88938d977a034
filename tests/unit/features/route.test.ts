import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf, targetOf } from '../../../src/app/route.ts';

describe('the address', () => {
  it('leads back to the place that it was made of', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'grapheme' }),
        fc.constantFrom('field' as const, 'gallery' as const, 'tally' as const),
        (caseId, view) => {
          expect(targetOf(hashOf({ caseId, view }))).toEqual({ caseId, view });
        },
      ),
    );
    for (const view of ['cases', 'validation'] as const)
      expect(targetOf(hashOf({ view }))).toEqual({ view });
  });

  it.each(['', '#', '#/', '#/case', '#/case/', '#/settings', '#/case/%E0%A4%A/field'])(
    '%s names no place',
    (hash) => expect(targetOf(hash)).toBeNull(),
  );

  it('shows the field where the view is unknown', () => {
    expect(targetOf('#/case/a/nonsense')).toEqual({ caseId: 'a', view: 'field' });
    for (const place of ['cases', 'validation'])
      expect(targetOf(`#/case/a/${place}`)).toEqual({ caseId: 'a', view: 'field' });
  });
});
