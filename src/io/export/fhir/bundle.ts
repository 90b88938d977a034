import type { Bundle, DiagnosticReport } from 'fhir/r4';
import type { AgeBand } from '../../../domain/ageBands.ts';
import type { Case } from '../../../domain/case.ts';
import { readCase } from '../../../domain/caseReading.ts';
import { figuresOf } from '../../../domain/figures.ts';
import type { Language } from '../../../domain/language.ts';
import { intervalNotice } from '../../../domain/notice.ts';
import type { PackManifest } from '../../../domain/pack.ts';
import { fieldProblems, manifestOfCase, noticesOf } from '../../../domain/provenance.ts';
import type { FileProblem } from '../../../domain/result.ts';
import { asItHolds } from '../../../domain/signing.ts';
import type { SignedVersion } from '../../../domain/versions.ts';
import { LOINC_NOTICE, REPORT_CODE, SYSTEMS } from './codes.ts';
import { observations } from './observations.ts';
import { type BundleContext, type BundlePart, metaOf, statusOf, words } from './parts.ts';
import { provenances } from './provenance.ts';
import { byHandTexts } from './shares.ts';
import { addressBase, replaces, reportIdentifiers, standingText, versionId } from './standing.ts';
import { withFitStrings } from './strings.ts';
import {
  codeSystem,
  devices,
  type FieldPicture,
  LANGUAGE_CODES,
  media,
  mediaKey,
  practitionerKey,
  practitioners,
  specimen,
} from './surroundings.ts';

export interface FhirOptions {
  /** Of every text that a person reads. */
  readonly language?: Language;
  /** Pictures of fields by the field's id; they must carry their own notices. */
  readonly pictures?: ReadonlyMap<string, FieldPicture>;
  /** Files that could not be opened at all. */
  readonly unread?: readonly FileProblem[];
  /** Reference values of the laboratory's own. */
  readonly ageBands?: readonly AgeBand[];
  /** The version that was signed after this one, where this is not the last. */
  readonly newer?: SignedVersion | null;
}

/**
 * A case as a FHIR R4 bundle (HL7 FHIR 4.0.1): a `DiagnosticReport` with its observations, specimen,
 * devices, people, pictures and provenance, and the local codes. It holds no patient. Its addresses
 * are made from the case's id: a later export of the case says the same of the same, while a version
 * that is not the last signed one has its own (`standing.ts`). It is signed only where its signature
 * holds.
 * @param manifest that of the loaded pack, used where it is the case's own
 */
export async function fhirBundle(
  given: Case,
  manifest: PackManifest | null,
  {
    language = 'en',
    pictures = new Map(),
    unread = [],
    ageBands = [],
    newer = null,
  }: FhirOptions = {},
): Promise<Bundle> {
  const document = await asItHolds(given);
  const reading = readCase(document, language);
  const own = manifestOfCase(document, manifest);
  const context: BundleContext = {
    document,
    reading,
    manifest: own,
    figures: figuresOf(document, reading, own, ageBands),
    problems: [...fieldProblems(document, language), ...unread],
    newer,
    language,
  };
  const results = observations(context);
  const parts: BundlePart[] = [
    report(context, results),
    ...results,
    specimen(context),
    ...devices(context),
    ...practitioners(context),
    ...media(context, pictures),
    ...provenances(context),
    codeSystem(context),
  ];
  const base = addressBase(context);
  const addresses = new Map<string, string>(
    await Promise.all(
      parts.map(async ({ key }) => [key, `urn:uuid:${await uuidOf(`${base}/${key}`)}`] as const),
    ),
  );
  const addressOf = (key: string): string => {
    const address = addresses.get(key);
    if (address === undefined) throw new Error(`Nothing in the bundle is called ${key}.`);
    return address;
  };
  return {
    resourceType: 'Bundle',
    ...metaOf(document),
    language: LANGUAGE_CODES[language],
    identifier: { system: SYSTEMS.version, value: versionId(context) },
    type: 'collection',
    timestamp: document.updatedAt,
    entry: parts.map(({ key, make }) => ({
      fullUrl: addressOf(key),
      resource: {
        ...withFitStrings(make((target) => ({ reference: addressOf(target) }))),
        id: addressOf(key).slice('urn:uuid:'.length),
      },
    })),
  };
}

/** `fhir.json`. */
export const fhirJson = async (...args: Parameters<typeof fhirBundle>): Promise<string> =>
  `${JSON.stringify(await fhirBundle(...args), null, 1)}\n`;

function report(context: BundleContext, results: readonly BundlePart[]): BundlePart {
  const { document, reading, language } = context;
  const { signature, version, updatedAt, description } = document;
  const { call } = reading;
  const conclusion = [
    standingText(context) ?? '',
    call.sentence,
    call.bareText,
    call.unresolvedText ?? '',
    ...call.hints,
    ...byHandTexts(context),
    ...problemTexts(context),
  ];
  const title = words(context, 'exports.report');
  return {
    key: 'report',
    make: (ref): DiagnosticReport => ({
      resourceType: 'DiagnosticReport',
      ...replaces(context),
      meta: { ...metaOf(document).meta, versionId: String(version), lastUpdated: updatedAt },
      language: LANGUAGE_CODES[language],
      text: narrative([
        `${title}: ${document.name}`,
        ...noticesOf(document, language),
        ...conclusion,
        intervalNotice(language),
        words(context, 'exports.noSubject'),
        LOINC_NOTICE,
      ]),
      identifier: reportIdentifiers(context),
      status: statusOf(document),
      category: [{ coding: [{ system: SYSTEMS.section, code: 'HM', display: 'Hematology' }] }],
      code: { coding: [{ system: SYSTEMS.loinc, code: REPORT_CODE.code }], text: title },
      ...(description.collectedOn === '' ? {} : { effectiveDateTime: description.collectedOn }),
      issued: signature?.at ?? updatedAt,
      ...(signature ? { resultsInterpreter: [ref(practitionerKey(signature.by))] } : {}),
      specimen: [ref('specimen')],
      result: results.map(({ key }) => ref(key)),
      ...(document.fields.length > 0
        ? {
            media: document.fields.map(({ id, name }) => ({
              comment: name,
              link: ref(mediaKey(id)),
            })),
          }
        : {}),
      conclusion: [...noticesOf(document, language), ...conclusion]
        .filter((text) => text !== '')
        .join('\n'),
    }),
  };
}

const problemTexts = (context: BundleContext): string[] =>
  context.problems.map(({ file, problem }) =>
    words(context, 'exports.notAnalysed', { file, problem }),
  );

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Paragraphs as FHIR's restricted XHTML. Control characters are none of XML's and are left out. */
const narrative = (paragraphs: readonly string[]): DiagnosticReport['text'] => ({
  status: 'generated',
  div: `<div xmlns="http://www.w3.org/1999/xhtml">${paragraphs
    .filter((text) => text !== '')
    .map(
      (text) =>
        `<p>${text
          .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
          .replace(/[&<>"]/g, (character) => ESCAPES[character] as string)}</p>`,
    )
    .join('')}</div>`,
});

/** A version 8 UUID (RFC 9562) of a name: the first bytes of its sha256. */
async function uuidOf(name: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(name));
  const bytes = new Uint8Array(digest).slice(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
