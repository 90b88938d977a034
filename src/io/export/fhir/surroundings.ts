import type { CodeSystem, Device, Media, Practitioner, Specimen } from 'fhir/r4';
import { version as appVersion } from '../../../../package.json';
import type { Field } from '../../../domain/case.ts';
import { LANGUAGES } from '../../../domain/language.ts';
import { analysisSummary, noticesOf } from '../../../domain/provenance.ts';
import { LOCAL_CODES, LOINC_NOTICE, SYSTEMS } from './codes.ts';
import { type BundleContext, type BundlePart, localName, metaOf, words } from './parts.ts';
import { fitText } from './strings.ts';

/** A picture of a field as it goes into the bundle. */
export interface FieldPicture {
  readonly type: 'image/png' | 'image/jpeg';
  readonly bytes: Uint8Array;
}

/** What the observations were made on and with: specimen, pictures, software, packs, people. */

export function specimen({ document }: BundleContext): BundlePart {
  const { specimen: type, site, stain, collectedOn } = document.description;
  const collection = {
    ...(collectedOn === '' ? {} : { collectedDateTime: collectedOn }),
    ...(site === '' ? {} : { bodySite: { text: site } }),
  };
  return {
    key: 'specimen',
    make: (): Specimen => ({
      resourceType: 'Specimen',
      ...metaOf(document),
      identifier: [{ system: SYSTEMS.case, value: document.id }],
      ...(type === '' ? {} : { type: { text: type } }),
      ...(Object.keys(collection).length === 0 ? {} : { collection }),
      ...(stain === '' ? {} : { processing: [{ description: stain }] }),
      note: [{ text: document.name }],
    }),
  };
}

export const packKey = (hash: string): string => `pack/${hash}`;

export function devices(context: BundleContext): BundlePart[] {
  const { document, manifest, language } = context;
  const { packs, backends } = analysisSummary(document);
  return [
    {
      key: 'workstation',
      make: (): Device => ({
        resourceType: 'Device',
        deviceName: [{ name: 'Marrow Workstation', type: 'model-name' }],
        type: { text: words(context, 'exports.software') },
        version: [{ value: appVersion }],
        note: [
          ...noticesOf(document, language),
          ...backends.map((name) => `${words(context, 'exports.backend')}: ${name}`),
        ].map((text) => ({ text })),
      }),
    },
    ...packs.map(
      (pack): BundlePart => ({
        key: packKey(pack.hash),
        make: (ref): Device => ({
          resourceType: 'Device',
          identifier: [{ system: SYSTEMS.packHash, value: pack.hash }],
          deviceName: [{ name: pack.name, type: 'model-name' }],
          type: { text: words(context, 'exports.modelPack') },
          version: [{ value: pack.version }],
          parent: ref('workstation'),
          ...(manifest && manifest.notValidated.length > 0
            ? { note: manifest.notValidated.map((text) => ({ text })) }
            : {}),
        }),
      }),
    ),
  ];
}

export const practitionerKey = (name: string): string => `practitioner/${fitText(name)}`;

/** Whoever reviewed, signed or amended, by the name that they gave. */
export function practitioners(context: BundleContext): BundlePart[] {
  return [...new Set(peopleOf(context.document).map(fitText))].map((name) => ({
    key: practitionerKey(name),
    make: (): Practitioner => ({
      resourceType: 'Practitioner',
      name: [{ text: name || words(context, 'exports.unnamedReviewer') }],
    }),
  }));
}

function peopleOf({ fields, signature, earlier }: BundleContext['document']): string[] {
  return [
    ...fields.flatMap(({ cells, reviewed }) => [
      ...cells.flatMap(({ review }) => (review ? [review.by] : [])),
      ...(reviewed ? [reviewed.by] : []),
    ]),
    ...earlier.flatMap((version) => [version.signature.by, version.amended.by]),
    ...(signature ? [signature.by] : []),
  ];
}

export const mediaKey = (fieldId: string): string => `media/${fieldId}`;

/** Each field; with its picture where there is one. */
export const media = (
  context: BundleContext,
  pictures: ReadonlyMap<string, FieldPicture>,
): BundlePart[] =>
  context.document.fields.map((field, index) => ({
    key: mediaKey(field.id),
    make: (ref): Media => ({
      resourceType: 'Media',
      ...metaOf(context.document),
      status: 'completed',
      type: { coding: [{ system: SYSTEMS.mediaType, code: 'image' }] },
      subject: ref('specimen'),
      width: field.width,
      height: field.height,
      content: attachmentOf(
        fitText(field.name) || words(context, 'exports.field', { number: index + 1 }),
        pictures.get(field.id),
      ),
      note: fieldNotes(context, field).map((text) => ({ text })),
    }),
  }));

/** Why a field is not in the count, or gave nothing. */
const fieldNotes = (context: BundleContext, { name, excluded, problem }: Field): string[] => [
  ...(excluded ? [words(context, 'exports.fieldExcluded', { reason: excluded.reason })] : []),
  ...(problem ? [words(context, 'exports.notAnalysed', { file: name, problem })] : []),
];

const attachmentOf = (title: string, picture: FieldPicture | undefined): Media['content'] => ({
  title,
  ...(picture && {
    contentType: picture.type,
    data: base64(picture.bytes),
    size: picture.bytes.length,
  }),
});

/** In pieces: a call with a million arguments overflows the stack. */
function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** The local codes, so that a receiver can read them without asking anybody. */
export const codeSystem = (context: BundleContext): BundlePart => ({
  key: 'code-system',
  make: (): CodeSystem => ({
    resourceType: 'CodeSystem',
    url: SYSTEMS.local,
    version: appVersion,
    name: 'MarrowWorkstationCodes',
    title: 'Codes of the Marrow Workstation',
    status: 'active',
    content: 'complete',
    caseSensitive: true,
    copyright: LOINC_NOTICE,
    concept: LOCAL_CODES.map((code) => ({
      code,
      display: localName(context, code),
      designation: LANGUAGES.map((language) => ({
        language: LANGUAGE_CODES[language],
        value: localName({ language }, code),
      })),
    })),
  }),
});

/** Languages by the codes of FHIR's common-languages value set. */
export const LANGUAGE_CODES = { en: 'en', zh: 'zh-CN' } as const;
