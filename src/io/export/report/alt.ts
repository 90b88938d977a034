import type { Field } from '../../../domain/case.ts';
import { tallyCells } from '../../../domain/differential.ts';
import type { FieldRow } from '../../../domain/fieldReading.ts';
import type { Proportion } from '../../../domain/statistics.ts';
import { givenName } from '../../../domain/text/givenNames.ts';
import { percentText, proportionText } from '../../../domain/wording.ts';
import type { ReportSubject } from './input.ts';

/** What the report's figures show, with their numbers, for those who do not see them. */

type Told = Pick<ReportSubject, 'words' | 'language'>;

/** Of a class or a lineage. */
export const barAlt = (
  name: string,
  row: Proportion,
  total: number,
  { words, language }: Told,
): string => words.figures.bar(name, row.count, total, proportionText(row, language));

export function fieldAlt(field: Field, { words, language }: Told): string {
  const { counted, uncountable } = tallyCells([field]);
  return words.figures.field(givenName(field.name, language), counted, uncountable);
}

/** More fields than these are told by their range: nobody listens to so many. */
const TOLD_ONE_BY_ONE = 40;

/** @param fields with their numbers in the case, those with a share alone */
export function chartAlt(
  fields: readonly { readonly number: number; readonly row: FieldRow }[],
  whole: Proportion,
  { words, language }: Told,
): string {
  const { chart, ofField, manyFields } = words.figures;
  const shares = fields.map(({ row }) => row.proportion.share as number);
  return chart(
    proportionText(whole, language),
    fields.length <= TOLD_ONE_BY_ONE
      ? fields.map(({ number, row }) =>
          ofField(number, proportionText(row.proportion, language), row.disagrees),
        )
      : [
          manyFields(
            fields.length,
            percentText(Math.min(...shares), language),
            percentText(Math.max(...shares), language),
          ),
          ...fields
            .filter(({ row }) => row.disagrees)
            .map(({ number, row }) =>
              ofField(number, proportionText(row.proportion, language), true),
            ),
        ],
  );
}
