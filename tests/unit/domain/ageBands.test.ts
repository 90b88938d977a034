import { describe, expect, it } from 'vitest';
import { AGE_BANDS, type AgeBand, bandOf } from '../../../src/domain/ageBands.ts';

const own: AgeBand = {
  id: 'own',
  name: 'Toddlers',
  source: 'House',
  note: '',
  fromYears: 1,
  toYears: 3,
  indicative: false,
  rows: [{ of: 'LYM', low: 10, mean: null, high: 40 }],
};
const changed: AgeBand = { ...own, rows: [{ of: 'LYM', low: 20, mean: null, high: 40 }] };

describe('the reference values of a case', () => {
  it('are those that it kept, whatever the laboratory has now', () => {
    const settings = { ageBandId: 'own', ownBand: own };
    expect(bandOf(settings, [changed])).toEqual(own);
    expect(bandOf(settings, [])).toEqual(own);
  });

  it('are the laboratory’s or those shipped where it kept none, and none where nothing was chosen', () => {
    expect(bandOf({ ageBandId: 'own' }, [changed])).toEqual(changed);
    expect(bandOf({ ageBandId: 'own' }, [])).toBeNull();
    expect(bandOf({ ageBandId: AGE_BANDS[0]!.id }, [])).toBe(AGE_BANDS[0]);
    expect(bandOf({}, [own])).toBeNull();
    // A copy of a band that is no longer chosen is not it.
    expect(bandOf({ ageBandId: 'other', ownBand: own }, [])).toBeNull();
  });
});
