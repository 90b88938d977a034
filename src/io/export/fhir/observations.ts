import type { Observation, ObservationComponent } from 'fhir/r4';
import { cellClass, isClassCode, labelName } from '../../../domain/classes.ts';
import { isIcsh, labelsOfLineage } from '../../../domain/differential.ts';
import { type OpenGroup, openGroups } from '../../../domain/openCells.ts';
import { type Proportion, proportion } from '../../../domain/statistics.ts';
import { BLASTS, type LocalCode, SYSTEMS } from './codes.ts';
import {
  type BundleContext,
  type BundlePart,
  cellsQuantity,
  conceptOf,
  metaOf,
  percentQuantity,
  statusOf,
  words,
} from './parts.ts';

export const observationKey = (code: LocalCode): string => `observation/${code}`;

type Ref = Parameters<BundlePart['make']>[0];
type Value = Omit<Observation, 'resourceType' | 'status' | 'code'>;

/** An observation of a code; what all of them say stands here. */
function observation(
  context: BundleContext,
  code: LocalCode,
  value: (ref: Ref) => Value,
): BundlePart {
  const { document } = context;
  const { collectedOn } = document.description;
  return {
    key: observationKey(code),
    make: (ref) => ({
      resourceType: 'Observation',
      ...metaOf(document),
      status: statusOf(document),
      category: [{ coding: [{ system: SYSTEMS.category, code: 'laboratory' }] }],
      code: conceptOf(context, code),
      ...(collectedOn === '' ? {} : { effectiveDateTime: collectedOn }),
      specimen: ref('specimen'),
      device: ref('workstation'),
      ...value(ref),
    }),
  };
}

const nothingCounted = {
  dataAbsentReason: { coding: [{ system: SYSTEMS.absent, code: 'not-performed' }] },
};

/** n, interval and denominator beside a share. */
function components(
  context: BundleContext,
  { count, interval }: Proportion,
  total: number,
  icsh: Proportion | null,
): ObservationComponent[] {
  return [
    { code: conceptOf(context, 'n'), valueQuantity: cellsQuantity(count) },
    { code: conceptOf(context, 'denominator'), valueQuantity: cellsQuantity(total) },
    ...(interval
      ? [
          {
            code: conceptOf(context, 'interval'),
            valueRange: {
              low: percentQuantity(interval.low),
              high: percentQuantity(interval.high),
            },
          },
        ]
      : []),
    ...(icsh && icsh.share !== null
      ? [{ code: conceptOf(context, 'icshShare'), valueQuantity: percentQuantity(icsh.share) }]
      : []),
  ];
}

/** A share of the karyocytes. `open`: cells that may belong here have no exact name. */
function shareValue(
  context: BundleContext,
  share: Proportion,
  icsh: Proportion | null,
  open: readonly OpenGroup[] = [],
  evidence: readonly string[] = [],
): Value {
  const total = context.reading.tally.counted;
  const notes = [
    ...open.map(({ group, count }) =>
      words(context, 'exports.lowerBound', { count, group: labelName(group, context.language) }),
    ),
    ...evidence,
  ];
  return {
    ...(share.share === null
      ? nothingCounted
      : {
          valueQuantity: {
            ...percentQuantity(share.share),
            ...(open.length > 0 ? { comparator: '>=' as const } : {}),
          },
        }),
    component: components(context, share, total, icsh),
    ...(notes.length > 0 ? { note: notes.map((text) => ({ text })) } : {}),
  };
}

/** One observation per class and unresolved group. */
function classObservations(context: BundleContext): BundlePart[] {
  const { reading, manifest } = context;
  const { karyocytes, icsh } = reading.differentials;
  return karyocytes.rows.map((row, index) => {
    const { label } = row;
    const evidence =
      manifest && isClassCode(label) ? manifest.evidence[cellClass(label).code] : null;
    return observation(context, label, () =>
      shareValue(
        context,
        row,
        isIcsh(label) ? (icsh.rows[index] ?? null) : null,
        openGroups([label], reading.tally),
        evidence
          ? [
              words(context, 'exports.evidence', {
                evidence: words(context, `exports.evidence.${evidence}`),
              }),
            ]
          : [],
      ),
    );
  });
}

function lineageObservations(context: BundleContext): BundlePart[] {
  const { tally, differentials } = context.reading;
  const { karyocytes, icsh } = differentials;
  const { blastReading } = context.document.settings;
  return karyocytes.lineages.map((row, index) => {
    const labels = labelsOfLineage(row.lineage, blastReading);
    return observation(context, `lineage-${row.lineage}`, () =>
      shareValue(
        context,
        row,
        icsh.lineages[index] ?? null,
        openGroups(labels, tally, blastReading),
      ),
    );
  });
}

/** What is counted, the ratio and the call. */
function summaryObservations(context: BundleContext): BundlePart[] {
  const { reading } = context;
  const { tally, meRatio, call } = reading;
  const count = (code: LocalCode, value: number) =>
    observation(context, code, () => ({ valueQuantity: cellsQuantity(value) }));
  const blasts = BLASTS.reduce((sum, label) => sum + (tally.byLabel.get(label) ?? 0), 0);
  const icshTotal = reading.differentials.icsh.total;
  return [
    count('counted', tally.counted),
    count('uncountable', tally.uncountable),
    count('notIcsh', tally.notIcsh),
    count('unnamed', tally.unnamed),
    observation(context, 'allBlasts', (ref) => ({
      ...shareValue(context, proportion(blasts, tally.counted), proportion(blasts, icshTotal)),
      hasMember: BLASTS.map((label) => ref(observationKey(label))),
    })),
    observation(context, 'meRatio', () => ({
      ...(meRatio.value === null
        ? {
            dataAbsentReason: {
              coding: [{ system: SYSTEMS.absent, code: 'not-applicable' }],
              text: words(context, 'exports.ratioUndefined'),
            },
          }
        : {
            valueQuantity: {
              value: Number(meRatio.value.toFixed(2)),
              unit: '{ratio}',
              system: SYSTEMS.ucum,
              code: '{ratio}',
            },
          }),
      note: [{ text: meRatio.convention }],
    })),
    observation(context, 'call', () => ({
      valueCodeableConcept: {
        coding: [{ system: SYSTEMS.local, code: call.state }],
        text: call.sentence,
      },
      ...(call.rule ? { method: { text: call.rule.name } } : {}),
      note: [call.bareText, call.unresolvedText, ...call.hints].flatMap((text) =>
        text === null || text === '' ? [] : [{ text }],
      ),
    })),
  ];
}

/** Every observation of a case, in the order of the report. */
export const observations = (context: BundleContext): BundlePart[] => [
  ...classObservations(context),
  ...lineageObservations(context),
  ...summaryObservations(context),
];
