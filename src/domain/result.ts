import { z } from 'zod';
import type { AgeBand } from './ageBands.ts';
import { CALL_STATES } from './call.ts';
import {
  type AnalysisRecord,
  analysisRecordSchema,
  type Case,
  type Cell,
  caseSettingsSchema,
  descriptionSchema,
  type Field,
  manualTallySchema,
  packIdentitySchema,
  scaleSchema,
  signatureSchema,
  UNCOUNTABLE_KINDS,
} from './case.ts';
import { readCase } from './caseReading.ts';
import { readCell } from './cellReading.ts';
import {
  CLASS_CODES,
  type ClassCode,
  GROUP_CODES,
  type GroupCode,
  isGroupCode,
  type Label,
  labelName,
  unresolvedGroup,
} from './classes.ts';
import { type Differential, LINEAGES } from './differential.ts';
import { figuresOf } from './figures.ts';
import { INTERVAL_NOTICE } from './notice.ts';
import { EVIDENCE_KINDS, type PackManifest } from './pack.ts';
import { analysisSummary, fieldProblems, manifestOfCase, noticesOf } from './provenance.ts';
import { figuresSchema, proportionShape, resultFigures } from './resultFigures.ts';
import { ruleSchema } from './rules.ts';

/** Schema of `result.json`, and how a case becomes one. */

const probability = z.number().min(0).max(1);
/**
 * Of a class or lineage. `open`: further cells that are named only within an unresolved group and may
 * belong here: count and share are lower bounds then, and the interval reaches up to all of them.
 */
const openProportion = { ...proportionShape, open: z.int().nonnegative().exactOptional() };

/**
 * A name by one of the 20 codes. `unresolved` names the group within which the cell's class could
 * not be told; `label` is then the group's most probable class, or null where no probability says.
 */
const named = {
  label: z.enum(CLASS_CODES).nullable(),
  unresolved: z.enum(GROUP_CODES).nullable(),
};

export const resultCellSchema = z
  .object({
    id: z.string(),
    /** The box in force: x, y, width, height in px of the upright field, origin top left. */
    box: z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly(),
    origin: z.enum(['model', 'reviewer']),
    /** null for a cell that the model did not find. */
    detectionScore: probability.nullable(),
    countableProbability: probability.nullable(),
    /** In force, as is the label: the reviewer's word, else the model's. Uncountable: no label. */
    countable: z.boolean(),
    ...named,
    /** The ensemble's, by class code; empty where it did not run. */
    probabilities: z.record(z.string(), probability),
    shrunkToFit: z.boolean(),
    model: z
      .object({ countable: z.boolean(), ...named })
      .readonly()
      .nullable(),
    /** A reviewer's remark; null where there is none. */
    comment: z.string().nullable(),
    review: z
      .object({ by: z.string(), at: z.string(), countable: z.boolean().nullable(), ...named })
      .readonly()
      .nullable(),
    /** What an uncountable cell is, where the reviewer said it. */
    kind: z.enum(UNCOUNTABLE_KINDS).exactOptional(),
  })
  .readonly();
export type ResultCell = z.infer<typeof resultCellSchema>;

export const resultFieldSchema = z
  .object({
    file: z.string(),
    width: z.int().positive(),
    height: z.int().positive(),
    scale: scaleSchema.readonly().nullable(),
    status: z.enum(['new', 'analysed', 'failed']),
    problem: z.string().nullable(),
    analysis: analysisRecordSchema.readonly().nullable(),
    synthetic: z.boolean(),
    /** Why a reviewer left the field out of the count; null where it is in. */
    excluded: z.string().nullable(),
    cells: z.array(resultCellSchema).readonly(),
  })
  .readonly();

const differentialSchema = z
  .object({
    total: z.int().nonnegative(),
    classes: z
      .array(
        z
          .object({
            code: z.enum([...CLASS_CODES, ...GROUP_CODES]),
            name: z.string(),
            ...openProportion,
          })
          .readonly(),
      )
      .readonly(),
    lineages: z
      .array(z.object({ lineage: z.enum(LINEAGES), ...openProportion }).readonly())
      .readonly(),
  })
  .readonly();

export const RESULT_SCHEMA_VERSION = 1;

export const resultSchema = z
  .object({
    schema: z.literal(RESULT_SCHEMA_VERSION),
    notices: z.array(z.string()).readonly(),
    case: z
      .object({
        id: z.string(),
        name: z.string(),
        synthetic: z.boolean(),
        status: z.enum(['preliminary', 'signed']),
        createdAt: z.string(),
        updatedAt: z.string(),
        description: descriptionSchema.readonly(),
        settings: caseSettingsSchema.readonly(),
        /** 1 until the case was amended for the first time. */
        version: z.int().positive(),
        signature: signatureSchema.readonly().nullable(),
      })
      .readonly(),
    /** That of the most recent analysis; `packs` has more than one where fields differ. */
    pack: packIdentitySchema.readonly().nullable(),
    packs: z.array(packIdentitySchema.readonly()).readonly(),
    /** null where the pack's manifest was not at hand. */
    packEvidence: z
      .object({
        title: z.string(),
        evidence: z.record(z.enum(CLASS_CODES), z.enum(EVIDENCE_KINDS)).readonly(),
        notValidated: z.array(z.string()).readonly(),
      })
      .readonly()
      .nullable(),
    backend: z.string().nullable(),
    /** Over all fields. */
    elapsedMs: z.number().nonnegative(),
    /** Broken files and failed fields. */
    problems: z.array(z.object({ file: z.string(), problem: z.string() }).readonly()).readonly(),
    fields: z.array(resultFieldSchema).readonly(),
    differential: z
      .object({
        counted: z.int().nonnegative(),
        uncountable: z.int().nonnegative(),
        notIcsh: z.int().nonnegative(),
        unnamed: z.int().nonnegative(),
        /** Counted by hand at the eyepiece, by label; in the counts where `merged`. */
        manual: manualTallySchema.readonly(),
        karyocytes: differentialSchema,
        icsh: differentialSchema,
        meRatio: z
          .object({
            value: z.number().nonnegative().nullable(),
            upper: z.number().nonnegative().nullable(),
            interval: z
              .object({ low: z.number(), high: z.number() })
              .readonly()
              .nullable()
              .exactOptional(),
            myeloid: z.int().nonnegative(),
            erythroid: z.int().nonnegative(),
            convention: z.string(),
          })
          .readonly(),
        intervalNotice: z.string(),
      })
      .readonly(),
    call: z
      .object({
        state: z.enum(CALL_STATES),
        sentence: z.string(),
        rule: ruleSchema.nullable(),
        /** Of the rule's denominator; share and interval null where it can only be bounded. */
        proportion: z.object(proportionShape).readonly(),
        total: z.int().nonnegative(),
        bounds: z
          .object({
            lower: z.object(proportionShape).readonly(),
            upper: z.object(proportionShape).readonly(),
          })
          .readonly()
          .nullable(),
        bareMet: z.boolean().nullable(),
        bareText: z.string(),
        more: z
          .object({ cells: z.int().positive(), fields: z.int().positive().nullable() })
          .readonly()
          .nullable(),
        blastReading: caseSettingsSchema.shape.blastReading,
        unresolvedBlasts: z.int().nonnegative(),
        unresolvedText: z.string().nullable(),
        hints: z.array(z.string()).readonly(),
      })
      .readonly(),
    /** What the panels show beside count and call. */
    figures: figuresSchema.exactOptional(),
  })
  .readonly();
export type Result = z.infer<typeof resultSchema>;

/**
 * A label as one of the 20 codes, with the unresolved group beside it: of a group, the member with
 * the highest probability (docs/adr/0004). Without probabilities no member is better than another.
 */
export function resolveLabel(
  label: Label | null,
  probabilities: Readonly<Record<string, number>> | null,
): { readonly label: ClassCode | null; readonly unresolved: GroupCode | null } {
  if (label === null || !isGroupCode(label)) return { label, unresolved: null };
  let best: ClassCode | null = null;
  for (const code of unresolvedGroup(label).members)
    if ((probabilities?.[code] ?? 0) > (best === null ? 0 : (probabilities?.[best] ?? 0)))
      best = code;
  return { label: best, unresolved: label };
}

function resultCell(cell: Cell): ResultCell {
  const { box, model, review } = cell;
  const probabilities = model?.probabilities ?? null;
  const { countable, label } = readCell(cell);
  return {
    id: cell.id,
    box: [box.x, box.y, box.width, box.height],
    origin: cell.origin,
    detectionScore: model?.detectionScore ?? null,
    countableProbability: model?.countableProbability ?? null,
    countable,
    // A name that a cell got before it was found uncountable is no part of the count.
    ...resolveLabel(countable ? label : null, probabilities),
    probabilities: { ...probabilities },
    shrunkToFit: model?.shrunkToFit ?? false,
    model: model && { countable: model.countable, ...resolveLabel(model.label, probabilities) },
    comment: cell.comment ?? null,
    review: review && {
      by: review.by,
      at: review.at,
      countable: review.countable ?? null,
      ...resolveLabel(review.label ?? null, probabilities),
    },
    ...(!countable && review?.kind ? { kind: review.kind } : {}),
  };
}

const resultField = (field: Field): Result['fields'][number] => ({
  file: field.name,
  width: field.width,
  height: field.height,
  scale: field.scale,
  status: field.status,
  problem: field.problem?.text ?? null,
  analysis: field.analysis satisfies AnalysisRecord | null,
  synthetic: field.synthetic !== null,
  excluded: field.excluded?.reason ?? null,
  cells: field.cells.map(resultCell),
});

const resultDifferential = ({
  total,
  rows,
  lineages,
}: Differential): Result['differential']['icsh'] => ({
  total,
  classes: rows.map(({ label, ...row }) => ({ code: label, name: labelName(label), ...row })),
  lineages,
});

/** A file that never became a field, and why. */
export interface FileProblem {
  readonly file: string;
  readonly problem: string;
}

/**
 * The whole result of a case.
 * @param manifest that of the loaded pack, used where it is the case's own
 * @param unread files that could not be opened at all, listed with the fields' problems
 * @param ageBands reference values of the laboratory's own
 */
export function resultOf(
  document: Case,
  manifest: PackManifest | null,
  unread: readonly FileProblem[] = [],
  ageBands: readonly AgeBand[] = [],
): Result {
  const reading = readCase(document);
  const { tally, differentials, meRatio, call } = reading;
  const { packs, backends, elapsedMs } = analysisSummary(document);
  const own = manifestOfCase(document, manifest);
  const { threshold: _threshold, hintIds: _hintIds, ...said } = call;
  return {
    schema: RESULT_SCHEMA_VERSION,
    notices: noticesOf(document),
    case: {
      id: document.id,
      name: document.name,
      synthetic: document.synthetic,
      status: document.signature ? 'signed' : 'preliminary',
      createdAt: document.createdAt,
      updatedAt: document.updatedAt,
      description: document.description,
      settings: document.settings,
      version: document.version,
      signature: document.signature,
    },
    pack: packs[0] ?? null,
    packs,
    packEvidence: own && {
      title: own.title,
      evidence: own.evidence,
      notValidated: own.notValidated,
    },
    backend: backends[0] ?? null,
    elapsedMs,
    problems: [...fieldProblems(document), ...unread],
    fields: document.fields.map(resultField),
    differential: {
      counted: tally.counted,
      uncountable: tally.uncountable,
      notIcsh: tally.notIcsh,
      unnamed: tally.unnamed,
      manual: document.manual,
      karyocytes: resultDifferential(differentials.karyocytes),
      icsh: resultDifferential(differentials.icsh),
      meRatio,
      intervalNotice: INTERVAL_NOTICE,
    },
    call: said,
    figures: resultFigures(document, figuresOf(document, reading, own, ageBands)),
  };
}
