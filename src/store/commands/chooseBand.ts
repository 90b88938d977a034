import { AGE_BANDS, type AgeBand, bandOf } from '../../domain/ageBands.ts';
import { say } from '../../domain/text/index.ts';
import { type Command, step } from './command.ts';

/**
 * Sets reference values beside the differential, or none. Of a laboratory's own band the case keeps a copy.
 */
export const chooseBand = (band: AgeBand | null): Command =>
  step(
    'case.settings',
    ({ settings }) =>
      say('audit.case.settings', {
        setting: 'ageBandId',
        before: bandOf(settings, [])?.name ?? settings.ageBandId ?? '—',
        after: band?.name ?? '—',
      }),
    ({ settings }) => {
      settings.ageBandId = band?.id ?? '';
      if (band && !AGE_BANDS.some(({ id }) => id === band.id))
        settings.ownBand = structuredClone(band) as NonNullable<typeof settings.ownBand>;
      else delete settings.ownBand;
    },
  );
