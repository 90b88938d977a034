import type { CodeableConcept, FhirResource, Quantity, Reference } from 'fhir/r4';
import type { Case } from '../../../domain/case.ts';
import type { CaseReading } from '../../../domain/caseReading.ts';
import { isClassCode, isGroupCode, labelName, lineageName } from '../../../domain/classes.ts';
import type { CaseFigures } from '../../../domain/figures.ts';
import type { Language } from '../../../domain/language.ts';
import type { MessageValues } from '../../../domain/message.ts';
import type { PackManifest } from '../../../domain/pack.ts';
import { isSynthetic } from '../../../domain/provenance.ts';
import type { FileProblem } from '../../../domain/result.ts';
import type { Interval } from '../../../domain/statistics.ts';
import { type PhraseKey, say, tell } from '../../../domain/text/index.ts';
import type { SignedVersion } from '../../../domain/versions.ts';
import { type LocalCode, loincOf, SYSTEMS } from './codes.ts';

/** What every resource of a bundle is made from. */
export interface BundleContext {
  readonly document: Case;
  readonly reading: CaseReading;
  /** That of the pack that analysed the case; null where it is not at hand. */
  readonly manifest: PackManifest | null;
  readonly figures: CaseFigures;
  /** Files that could not be opened, and fields that could not be analysed. */
  readonly problems: readonly FileProblem[];
  /** The version that was signed after this one; null where this is the last. */
  readonly newer: SignedVersion | null;
  readonly language: Language;
}

/** A resource under a key by which the others refer to it, made once every address is known. */
export interface BundlePart {
  readonly key: string;
  make(ref: (key: string) => Reference): FhirResource;
}

/** A phrase of the exports, in the language of the bundle. */
export const words = (
  { language }: Pick<BundleContext, 'language'>,
  key: PhraseKey,
  values: MessageValues = {},
): string => tell(say(key, values), language);

export type ReportStatus = 'preliminary' | 'final' | 'amended';

/** Preliminary until somebody has signed; amended where a signed version went before. */
export const statusOf = ({ signature, version }: Case): ReportStatus =>
  signature === null ? 'preliminary' : version === 1 ? 'final' : 'amended';

/** What a local code means, in words. */
export function localName(context: Pick<BundleContext, 'language'>, code: LocalCode): string {
  const { language } = context;
  if (isClassCode(code) || isGroupCode(code)) return labelName(code, language);
  const lineage = /^lineage-(.+)$/.exec(code)?.[1];
  if (lineage !== undefined)
    return words(context, 'exports.lineage', {
      name: lineageName(lineage as Parameters<typeof lineageName>[0], language),
    });
  return words(context, OTHER_NAMES[code as keyof typeof OTHER_NAMES]);
}

const OTHER_NAMES = {
  counted: 'exports.counted',
  uncountable: 'exports.uncountable',
  notIcsh: 'exports.notIcsh',
  unnamed: 'exports.unnamed',
  meRatio: 'exports.ratio',
  allBlasts: 'exports.allBlasts',
  myeloid: 'exports.myeloid',
  call: 'exports.call',
  n: 'exports.count',
  interval: 'exports.interval',
  denominator: 'exports.total',
  icshShare: 'exports.icshShare',
  byHand: 'exports.byHand',
  share: 'exports.share',
  fieldInterval: 'exports.fieldInterval',
  heterogeneity: 'exports.heterogeneity',
  meets: 'exports.call.meets',
  'does-not-meet': 'exports.call.does-not-meet',
  indeterminate: 'exports.call.indeterminate',
  none: 'exports.call.none',
} as const satisfies Partial<Record<LocalCode, PhraseKey>>;

/** LOINC where a code is sure enough, and always the local code, by which everything can be found. */
export function conceptOf(
  context: Pick<BundleContext, 'language'>,
  code: LocalCode,
): CodeableConcept {
  const loinc = loincOf(code);
  const text = localName(context, code);
  return {
    coding: [
      ...(loinc === null ? [] : [{ system: SYSTEMS.loinc, code: loinc }]),
      { system: SYSTEMS.local, code, display: text },
    ],
    text,
  };
}

/** A share as per cent, to two decimals. */
export const percentQuantity = (share: number): Quantity => ({
  value: Number((share * 100).toFixed(2)),
  unit: '%',
  system: SYSTEMS.ucum,
  code: '%',
});

/** A ratio, or a probability, to so many decimals. */
export const plainQuantity = (
  value: number,
  unit: '{ratio}' | '1',
  decimals: number,
): Quantity => ({
  value: Number(value.toFixed(decimals)),
  unit,
  system: SYSTEMS.ucum,
  code: unit,
});

/** Bounds as a FHIR range. */
export const rangeValue = ({ low, high }: Interval, quantity: (value: number) => Quantity) => ({
  valueRange: { low: quantity(low), high: quantity(high) },
});

export const cellsQuantity = (value: number): Quantity => ({
  value,
  unit: 'cells',
  system: SYSTEMS.ucum,
  code: '{cells}',
});

/** Marks what comes from rendered pictures as HL7 marks test data. */
export const metaOf = (document: Case) =>
  isSynthetic(document)
    ? {
        meta: { tag: [{ system: SYSTEMS.actReason, code: 'HTEST', display: 'test health data' }] },
      }
    : {};
