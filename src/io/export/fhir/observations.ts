import {
  cellClass,
  isClassCode,
  type Label,
  type Lineage,
  labelName,
} from '../../../domain/classes.ts';
import {
  countLabels,
  isIcsh,
  LABELS,
  labelsOfLineage,
  lineageUnder,
} from '../../../domain/differential.ts';
import { FEW_CELLS, FEW_FIELDS, isTooNarrow } from '../../../domain/fieldReading.ts';
import { assumedLineages } from '../../../domain/figures.ts';
import { type OpenGroup, openGroups } from '../../../domain/openCells.ts';
import { proportion } from '../../../domain/statistics.ts';
import { BLASTS, type LocalCode, SYSTEMS } from './codes.ts';
import {
  type BundleContext,
  type BundlePart,
  cellsQuantity,
  conceptOf,
  metaOf,
  percentQuantity,
  plainQuantity,
  rangeValue,
  statusOf,
  words,
} from './parts.ts';
import {
  byHandComponents,
  byHandTexts,
  type ShareFacts,
  shareValue,
  type Value,
} from './shares.ts';

export const observationKey = (code: LocalCode): string => `observation/${code}`;

type Ref = Parameters<BundlePart['make']>[0];

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

/** Of a lower bound: how many cells may belong here, by the group within which they are named. */
const openNotes = (context: BundleContext, open: readonly OpenGroup[]): string[] =>
  open.map(({ group, count }) =>
    words(context, 'exports.lowerBound', { count, group: labelName(group, context.language) }),
  );

/** One observation per class and unresolved group. */
function classObservations(context: BundleContext): BundlePart[] {
  const { reading, manifest } = context;
  const { karyocytes, icsh } = reading.differentials;
  return karyocytes.rows.map((row, index) => {
    const { label } = row;
    const evidence =
      manifest && isClassCode(label) ? manifest.evidence[cellClass(label).code] : null;
    return observation(context, label, () =>
      shareValue(context, row, isIcsh(label) ? (icsh.rows[index] ?? null) : null, {
        labels: [label],
        subject: label,
        atLeast: row.open > 0,
        notes: [
          ...openNotes(context, openGroups([label], reading.tally)),
          ...(evidence
            ? [
                words(context, 'exports.evidence', {
                  evidence: words(context, `exports.evidence.${evidence}`),
                }),
              ]
            : []),
        ],
      }),
    );
  });
}

function lineageObservations(context: BundleContext): BundlePart[] {
  const { reading, document } = context;
  const { karyocytes, icsh } = reading.differentials;
  const { blastReading } = document.settings;
  const assumed = assumedLineages(reading.tally, blastReading);
  return karyocytes.lineages.map((row, index) => {
    const { lineage } = row;
    const { unresolvedText } = reading.call;
    const labels = labelsOfLineage(lineage, blastReading);
    return observation(context, `lineage-${lineage}`, () =>
      shareValue(context, row, icsh.lineages[index] ?? null, {
        labels,
        subject: lineage,
        atLeast: row.open > 0,
        notes: [
          ...openNotes(context, openGroups(labels, reading.tally, blastReading)),
          ...(assumed.includes(lineage) && unresolvedText ? [unresolvedText] : []),
        ],
      }),
    );
  });
}

/** Labels of a lineage or several, under the case's reading. */
const labelsOf = ({ document }: BundleContext, lineages: readonly Lineage[]): Label[] =>
  LABELS.filter((label) => lineages.includes(lineageUnder(label, document.settings.blastReading)));

/** What is counted, the ratio and the call. */
function summaryObservations(context: BundleContext): BundlePart[] {
  const { tally } = context.reading;
  const count = (code: LocalCode, value: number, more: Value = {}) =>
    observation(context, code, () => ({ valueQuantity: cellsQuantity(value), ...more }));
  const icshTotal = context.reading.differentials.icsh.total;
  const sumOf = (labels: readonly Label[], facts: Partial<ShareFacts> = {}) =>
    shareValue(
      context,
      proportion(countLabels(tally, labels), tally.counted),
      proportion(countLabels(tally, labels.filter(isIcsh)), icshTotal),
      { labels, subject: null, ...facts },
    );
  const myeloid = labelsOf(context, ['granulocytic', 'monocytic']);
  const { unresolvedText } = context.reading.call;
  return [
    count('counted', tally.counted, {
      component: byHandComponents(context, LABELS),
      note: byHandTexts(context).map((text) => ({ text })),
    }),
    count('uncountable', tally.uncountable, {
      component: byHandComponents(context, ['uncountable']),
    }),
    count('notIcsh', tally.notIcsh),
    count('unnamed', tally.unnamed),
    observation(context, 'allBlasts', (ref) => ({
      ...sumOf(BLASTS),
      hasMember: BLASTS.map((label) => ref(observationKey(label))),
    })),
    observation(context, 'myeloid', () =>
      sumOf(myeloid, {
        subject: 'myeloid',
        notes: unresolvedText === null ? [] : [unresolvedText],
      }),
    ),
    observation(context, 'meRatio', () => ratioValue(context)),
    observation(context, 'call', () => callValue(context)),
  ];
}

/** M:E with its interval; at least so much where blasts left unresolved may be myeloid. */
function ratioValue(context: BundleContext): Value {
  const { value, interval, upper, convention } = context.reading.meRatio;
  const ratio = (number: number) => plainQuantity(number, '{ratio}', 2);
  return {
    ...(value === null
      ? {
          dataAbsentReason: {
            coding: [{ system: SYSTEMS.absent, code: 'not-applicable' }],
            text: words(context, 'exports.ratioUndefined'),
          },
        }
      : {
          valueQuantity: {
            ...ratio(value),
            ...(upper === null ? {} : { comparator: '>=' as const }),
          },
        }),
    ...(interval
      ? { component: [{ code: conceptOf(context, 'interval'), ...rangeValue(interval, ratio) }] }
      : {}),
    note: [{ text: convention }],
  };
}

/** The call with the numbers on which it rests, and those of the fields beside it. */
function callValue(context: BundleContext): Value {
  const { call } = context.reading;
  const { sampling, comparison } = context.figures;
  const { ruleReason } = context.document.settings;
  const { bounds } = call;
  // Where the share is bounded, its interval reaches over both bounds.
  const share = bounds
    ? { low: bounds.lower.share ?? 0, high: bounds.upper.share ?? 0 }
    : call.proportion.share;
  const interval = bounds
    ? { low: bounds.lower.interval?.low ?? 0, high: bounds.upper.interval?.high ?? 1 }
    : call.proportion.interval;
  const few = sampling?.interval && isTooNarrow(sampling);
  const notes = [
    call.bareText,
    call.unresolvedText,
    ruleReason === undefined ? null : `${words(context, 'exports.ruleReason')}: ${ruleReason}`,
    few ? words(context, 'exports.fewFields', { fields: FEW_FIELDS, cells: FEW_CELLS }) : null,
    ...call.hints,
  ];
  return {
    valueCodeableConcept: {
      coding: [{ system: SYSTEMS.local, code: call.state }],
      text: call.sentence,
    },
    ...(call.rule ? { method: { text: call.rule.name } } : {}),
    component: [
      ...(share === null
        ? []
        : [
            {
              code: conceptOf(context, 'share'),
              ...(typeof share === 'number'
                ? { valueQuantity: percentQuantity(share) }
                : rangeValue(share, percentQuantity)),
            },
            { code: conceptOf(context, 'denominator'), valueQuantity: cellsQuantity(call.total) },
          ]),
      ...(interval
        ? [{ code: conceptOf(context, 'interval'), ...rangeValue(interval, percentQuantity) }]
        : []),
      ...(sampling?.interval
        ? [
            {
              code: conceptOf(context, 'fieldInterval'),
              ...rangeValue(sampling.interval, percentQuantity),
            },
          ]
        : []),
      ...(comparison.test
        ? [
            {
              code: conceptOf(context, 'heterogeneity'),
              valueQuantity: plainQuantity(comparison.test.p, '1', 4),
            },
          ]
        : []),
    ],
    note: notes.flatMap((text) => (text === null || text === '' ? [] : [{ text }])),
  };
}

/** Every observation of a case, in the order of the report. */
export const observations = (context: BundleContext): BundlePart[] => [
  ...classObservations(context),
  ...lineageObservations(context),
  ...summaryObservations(context),
];
