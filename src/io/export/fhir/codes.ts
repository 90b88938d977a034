import { type Label, type Lineage, unresolvedGroup } from '../../../domain/classes.ts';
import { LABELS, LINEAGES } from '../../../domain/differential.ts';

/** Which codes the FHIR export gives to what it holds. */

/**
 * How surely a LOINC code is the concept.
 * `A`: confirmed as a marrow code. `B`: its component is confirmed, the marrow inferred.
 * `C`: probable; never written.
 */
export type Grade = 'A' | 'B' | 'C';

export interface GradedCode {
  readonly code: string;
  readonly grade: Grade;
}

const a = (code: string): GradedCode => ({ code, grade: 'A' });
const b = (code: string): GradedCode => ({ code, grade: 'B' });
const c = (code: string): GradedCode => ({ code, grade: 'C' });

/** What is reported beside the classes. */
export const CONCEPTS = [
  'counted',
  'uncountable',
  'notIcsh',
  'unnamed',
  'meRatio',
  'allBlasts',
  'myeloid',
  'call',
] as const;
export type Concept = (typeof CONCEPTS)[number];

/** A report of a marrow smear. */
export const REPORT_CODE: GradedCode = a('48807-2');

/**
 * LOINC by local code. No code was found for NB, LYA, MKB and PMK; MOB joins monoblasts and
 * promonocytes, OTH several kinds, and BLAST and ERB hold only what stayed unresolved: none of these
 * is the concept of any one code. The denominator of 50724-4 is leukocytes, so LBL is not given it.
 */
export const LOINC: Readonly<Partial<Record<Label | `lineage-${Lineage}` | Concept, GradedCode>>> =
  {
    counted: a('38257-2'),
    meRatio: a('11138-5'),
    allBlasts: a('11150-0'),
    'lineage-erythroid': a('40689-2'),
    LYM: a('11108-8'),
    EOS: a('11106-2'),
    MBL: b('11113-8'),
    PMO: b('11120-3'),
    MYC: b('11114-6'),
    MMC: b('11111-2'),
    BND: b('11103-9'),
    SEG: b('11128-6'),
    MON: b('11112-0'),
    PEB: b('11124-5'),
    BEB: b('11104-7'),
    PCE: b('11119-5'),
    OCE: b('11116-1'),
    LBL: c('50724-4'),
  };

/** Every code of the local system that an observation or one of its components can carry. */
export type LocalCode = Label | `lineage-${Lineage}` | Concept | ComponentCode | CallCode;

export const COMPONENT_CODES = [
  'n',
  'interval',
  'denominator',
  'icshShare',
  'byHand',
  'share',
  'fieldInterval',
  'heterogeneity',
] as const;
export type ComponentCode = (typeof COMPONENT_CODES)[number];

export const CALL_CODES = ['meets', 'does-not-meet', 'indeterminate', 'none'] as const;
export type CallCode = (typeof CALL_CODES)[number];

/** In the order in which the report lists them. */
export const LOCAL_CODES: readonly LocalCode[] = [
  ...LABELS,
  ...LINEAGES.map((lineage) => `lineage-${lineage}` as const),
  ...CONCEPTS,
  ...COMPONENT_CODES,
  ...CALL_CODES,
];

/** What LOINC's licence asks to be printed with its codes. */
export const LOINC_NOTICE =
  'This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, Inc. and the LOINC Committee and is available at no cost under the license at http://loinc.org/license.';

const LOCAL = 'urn:marrow-workstation';

/** Addresses of the systems in use. */
export const SYSTEMS = {
  loinc: 'http://loinc.org',
  ucum: 'http://unitsofmeasure.org',
  local: `${LOCAL}:codes`,
  case: `${LOCAL}:case`,
  version: `${LOCAL}:case-version`,
  contentHash: `${LOCAL}:content-sha256`,
  packHash: `${LOCAL}:pack-sha256`,
  section: 'http://terminology.hl7.org/CodeSystem/v2-0074',
  category: 'http://terminology.hl7.org/CodeSystem/observation-category',
  interpretation: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
  absent: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  participant: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
  completion: 'http://terminology.hl7.org/CodeSystem/v3-DocumentCompletion',
  mediaType: 'http://terminology.hl7.org/CodeSystem/media-type',
  actReason: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
} as const;

/** The LOINC code that may be written for a local one; null where none is sure enough. */
export function loincOf(local: LocalCode): string | null {
  const found = (LOINC as Readonly<Record<string, GradedCode | undefined>>)[local];
  return found && found.grade !== 'C' ? found.code : null;
}

/** Blasts and, in MOB, promonocytes, which count as their equivalents (WHO). */
export const BLASTS: readonly Label[] = [...unresolvedGroup('BLAST').members, 'BLAST'];
