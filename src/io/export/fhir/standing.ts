import type { DiagnosticReport, Identifier } from 'fhir/r4';
import { SYSTEMS } from './codes.ts';
import { type BundleContext, words } from './parts.ts';

/**
 * Where a version stands among the versions of its case (docs/adr/0020): the last signed one has the
 * case's own address, which an amendment in work and a superseded version must never take from it.
 */

type Context = Pick<BundleContext, 'document' | 'language' | 'newer'>;

const isOpenAmendment = ({ document }: Context): boolean =>
  document.signature === null && document.version > 1;

/** The version as receivers can tell it from every other; an amendment in work is not yet it. */
export function versionId(context: Context): string {
  const { id, version } = context.document;
  return isOpenAmendment(context) ? `${id}/${version}/open` : `${id}/${version}`;
}

/** From what the addresses in the bundle are made. */
export const addressBase = (context: Context): string =>
  context.newer || isOpenAmendment(context) ? `version/${versionId(context)}` : context.document.id;

/** The case's identifier belongs to the last signed version, or to the first while it is unsigned. */
export const reportIdentifiers = (context: Context): Identifier[] => [
  ...(context.newer || isOpenAmendment(context)
    ? []
    : [{ system: SYSTEMS.case, value: context.document.id }]),
  { system: SYSTEMS.version, value: versionId(context) },
];

/** What a reader must know first: that this is not the report in force. */
export function standingText(context: Context): string | null {
  const { document, newer } = context;
  if (newer)
    return words(context, 'exports.superseded', {
      version: newer.version,
      by: newer.by,
      at: newer.at,
    });
  return isOpenAmendment(context)
    ? words(context, 'exports.openAmendment', {
        version: document.version,
        before: document.version - 1,
      })
    : null;
}

/**
 * HL7's extension for R4 by which a signed amendment names the version that it replaces. That one is
 * not in the bundle and is named by its identifier.
 */
export const replaces = ({
  document: { id, version, signature },
}: Context): Pick<DiagnosticReport, 'extension'> =>
  signature && version > 1
    ? {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/diagnosticReport-replaces',
            valueReference: {
              type: 'DiagnosticReport',
              identifier: { system: SYSTEMS.version, value: `${id}/${version - 1}` },
            },
          },
        ],
      }
    : {};
