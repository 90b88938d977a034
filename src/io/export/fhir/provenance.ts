import type { Provenance, Reference } from 'fhir/r4';
import type { Signature } from '../../../domain/case.ts';
import { analysisSummary } from '../../../domain/provenance.ts';
import { SYSTEMS } from './codes.ts';
import { type BundleContext, type BundlePart, words } from './parts.ts';
import { packKey, practitionerKey } from './surroundings.ts';

type ParticipantType = 'assembler' | 'verifier' | 'attester' | 'author';

const agent = (type: ParticipantType, who: Reference): Provenance['agent'][number] => ({
  type: { coding: [{ system: SYSTEMS.participant, code: type }] },
  who,
});

const latest = (dates: readonly string[]): string => [...dates].sort().at(-1) as string;

/** Who did what to the report: the packs, the reviewers, each signature and each amendment. */
export function provenances(context: BundleContext): BundlePart[] {
  const { signature, version } = context.document;
  return [
    ...analysis(context),
    ...review(context),
    ...context.document.earlier.flatMap((earlier) => [
      signed(context, earlier.version, earlier.signature),
      amended(context, earlier),
    ]),
    ...(signature ? [signed(context, version, signature)] : []),
  ];
}

function analysis(context: BundleContext): BundlePart[] {
  const { packs } = analysisSummary(context.document);
  const dates = context.document.fields.flatMap(({ analysis: record }) =>
    record ? [record.at] : [],
  );
  if (packs.length === 0) return [];
  return [
    {
      key: 'provenance/analysis',
      make: (ref): Provenance => ({
        resourceType: 'Provenance',
        target: [ref('report')],
        recorded: latest(dates),
        activity: { text: words(context, 'exports.analysis') },
        agent: packs.map(({ hash }) => agent('assembler', ref(packKey(hash)))),
      }),
    },
  ];
}

function review(context: BundleContext): BundlePart[] {
  const marks = context.document.fields.flatMap(({ cells, reviewed }) => [
    ...cells.flatMap((cell) => (cell.review ? [cell.review] : [])),
    ...(reviewed ? [reviewed] : []),
  ]);
  const names = [...new Set(marks.map(({ by }) => by))];
  if (names.length === 0) return [];
  return [
    {
      key: 'provenance/review',
      make: (ref): Provenance => ({
        resourceType: 'Provenance',
        target: [ref('report')],
        recorded: latest(marks.map(({ at }) => at)),
        activity: { text: words(context, 'exports.review') },
        agent: names.map((name) => agent('verifier', ref(practitionerKey(name)))),
      }),
    },
  ];
}

const signed = (
  context: BundleContext,
  version: number,
  { by, at, contentHash }: Signature,
): BundlePart => ({
  key: `provenance/signature-${version}`,
  make: (ref): Provenance => ({
    resourceType: 'Provenance',
    target: [ref('report')],
    recorded: at,
    activity: {
      coding: [{ system: SYSTEMS.completion, code: 'AU', display: 'authenticated' }],
      text: words(context, 'exports.signature', { version }),
    },
    agent: [agent('attester', ref(practitionerKey(by)))],
    entity: [contentEntity('source', contentHash)],
  }),
});

const amended = (
  context: BundleContext,
  { version, signature, amended: mark }: BundleContext['document']['earlier'][number],
): BundlePart => ({
  key: `provenance/amendment-${version}`,
  make: (ref): Provenance => ({
    resourceType: 'Provenance',
    target: [ref('report')],
    recorded: mark.at,
    ...(mark.reason.trim() === '' ? {} : { reason: [{ text: mark.reason }] }),
    activity: { text: words(context, 'exports.amendment', { version }) },
    agent: [agent('author', ref(practitionerKey(mark.by)))],
    entity: [contentEntity('revision', signature.contentHash)],
  }),
});

/** The content of a version, by the hash that its signature stands for. */
const contentEntity = (role: 'source' | 'revision', contentHash: string) => ({
  role,
  what: { identifier: { system: SYSTEMS.contentHash, value: contentHash } },
});
