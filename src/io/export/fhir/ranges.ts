import type { CodeableConcept, ObservationComponent, ObservationReferenceRange } from 'fhir/r4';
import { type AgeBand, bandWords, type RangeSubject } from '../../../domain/ageBands.ts';
import { rangeName } from '../../../domain/rangeName.ts';
import type { RangeReading } from '../../../domain/referenceRanges.ts';
import { SYSTEMS } from './codes.ts';
import { type BundleContext, percentQuantity, words } from './parts.ts';

type Ranged = Pick<ObservationComponent, 'referenceRange' | 'interpretation'>;

/**
 * The reference values of the case's age band for some cells, and how the count reads beside them.
 * They are of the ICSH count: they belong to a share of it and to no other.
 */
export function rangeOf(context: BundleContext, subject: RangeSubject): Ranged {
  const { ranges } = context.figures;
  const reading = ranges?.rows.find(({ range }) => range.of === subject);
  if (!ranges || !reading) return {};
  return {
    referenceRange: [referenceRange(context, ranges.band, reading)],
    ...(reading.verdict === null
      ? {}
      : { interpretation: [interpretation(context, reading.verdict)] }),
  };
}

function referenceRange(
  context: BundleContext,
  band: AgeBand,
  { range: { of, low, mean, high } }: RangeReading,
): ObservationReferenceRange {
  const { name, source, note } = bandWords(band, context.language);
  const year = (value: number) => ({ value, unit: 'a', system: SYSTEMS.ucum, code: 'a' });
  const shown = (value: number | null) => value ?? '–';
  return {
    ...(low === null ? {} : { low: percentQuantity(low / 100) }),
    ...(high === null ? {} : { high: percentQuantity(high / 100) }),
    age: { low: year(band.fromYears), high: year(band.toYears) },
    text: [
      words(context, 'exports.range', {
        name: `${name}, ${rangeName(of, context.language)}`,
        ...{ low: shown(low), mean: shown(mean), high: shown(high) },
      }),
      ...(band.indicative ? [words(context, 'exports.range.indicative')] : []),
      words(context, 'exports.range.basis', { source, note }),
    ].join('. '),
  };
}

const VERDICTS = { below: 'L', within: 'N', above: 'H', spans: null, unresolved: null } as const;

/** HL7's code where the whole interval says so; words alone where a part of it is outside, or unresolved cells decide. */
function interpretation(
  context: BundleContext,
  verdict: NonNullable<RangeReading['verdict']>,
): CodeableConcept {
  const code = VERDICTS[verdict];
  return {
    ...(code === null ? {} : { coding: [{ system: SYSTEMS.interpretation, code }] }),
    text: words(context, `exports.range.${verdict}`),
  };
}
