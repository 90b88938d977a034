import { z } from 'zod';
import { bandSchema } from './ageBands.ts';
import { CLASS_CODES, GROUP_CODES } from './classes.ts';
import { messageSchema } from './message.ts';
import { ruleSchema } from './rules.ts';

/** Schemas of everything a case holds; each type is inferred from its schema. */

export const labelSchema = z.union([z.enum(CLASS_CODES), z.enum(GROUP_CODES)]);

export const boxSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number().nonnegative(),
  height: z.number().nonnegative(),
});

const isoDate = z.iso.datetime();
const probability = z.number().min(0).max(1);

/** Which pack spoke: enough to tell two analyses apart years later. */
export const packIdentitySchema = z.object({
  name: z.string(),
  version: z.string(),
  /** sha256 over the sha256 of the pack's weight files, hex. */
  hash: z.string(),
});
export type PackIdentity = z.infer<typeof packIdentitySchema>;

/** What the model said of a cell. Never changed by a reviewer. */
export const modelWordSchema = z.object({
  pack: packIdentitySchema,
  box: boxSchema,
  detectionScore: probability,
  countableProbability: probability,
  countable: z.boolean(),
  /** null for a cell that the gate dropped: only countable cells reach the ensemble. */
  label: labelSchema.nullable(),
  /** Mean of the members' probabilities by class code; null where the ensemble did not run. */
  probabilities: z.record(z.string(), probability).nullable(),
  /** True when the cell was larger than the classifiers' window, which then grew to hold it. */
  shrunkToFit: z.boolean().default(false),
});
export type ModelWord = z.infer<typeof modelWordSchema>;

/** Why a cell does not count: the kinds that the paper's text names, and what else is met. */
export const UNCOUNTABLE_KINDS = [
  'crushed',
  'degenerated',
  'naked-nucleus',
  'reticular',
  'mast',
  'platelet',
  'artefact',
] as const;
export type UncountableKind = (typeof UNCOUNTABLE_KINDS)[number];

/** What the reviewer said of a cell; absent properties leave the model's word standing. */
export const reviewerWordSchema = z.object({
  countable: z.boolean().optional(),
  label: labelSchema.optional(),
  /** Of an uncountable cell. */
  kind: z.enum(UNCOUNTABLE_KINDS).exactOptional(),
  by: z.string(),
  at: isoDate,
});
export type ReviewerWord = z.infer<typeof reviewerWordSchema>;

export const cellSchema = z.object({
  id: z.string(),
  /** The box in force; `model.box` keeps the detector's own. */
  box: boxSchema,
  origin: z.enum(['model', 'reviewer']),
  model: modelWordSchema.nullable(),
  review: reviewerWordSchema.nullable(),
  /** A reviewer's remark. */
  comment: z.string().exactOptional(),
});
export type Cell = z.infer<typeof cellSchema>;

export const scaleSchema = z.object({
  micrometresPerPixel: z.number().positive(),
  source: z.enum(['entered', 'file', 'red-cells', 'synthetic']),
});
export type Scale = z.infer<typeof scaleSchema>;

/** How a field's analysis was made. */
export const analysisRecordSchema = z.object({
  pack: packIdentitySchema,
  backend: z.string(),
  at: isoDate,
  elapsedMs: z.number().nonnegative(),
});
export type AnalysisRecord = z.infer<typeof analysisRecordSchema>;

/** Who said something of a field or a case, and when. */
export const markSchema = z.object({ by: z.string(), at: isoDate });
export type Mark = z.infer<typeof markSchema>;

/**
 * A detection of a later analysis that overlaps reviewed cells without being one of them: the
 * reviewer decides. `model.box` is where the model saw it.
 */
export const conflictSchema = z.object({
  id: z.string(),
  model: modelWordSchema,
  /** Reviewed cells that it overlaps. */
  cellIds: z.array(z.string()).min(1),
});
export type Conflict = z.infer<typeof conflictSchema>;

/**
 * A cell as somebody else than the case's reviewers named it. null: named by nobody, or not as any
 * label here.
 */
export const readerCellSchema = z.object({
  box: boxSchema,
  label: labelSchema.nullable(),
  countable: z.boolean(),
});
export type ReaderCell = z.infer<typeof readerCellSchema>;

/** A reader's cells in one field; an empty list says that the reader found none. */
export const fieldReadingSchema = z.object({
  readerId: z.string(),
  cells: z.array(readerCellSchema),
});
export type FieldReading = z.infer<typeof fieldReadingSchema>;

export const ANNOTATION_FORMATS = ['coco', 'yolo', 'voc', 'csv', 'result'] as const;
export type AnnotationFormat = (typeof ANNOTATION_FORMATS)[number];

/**
 * Somebody whose cells lie beside the reviewers' own and never count: `truth`, against which the
 * case can be measured, or `reader`, a second reader. Their cells stand with each field.
 */
export const readerSchema = z.object({
  id: z.string(),
  kind: z.enum(['truth', 'reader']),
  name: z.string(),
  /** Where the cells came from. */
  source: z.object({ format: z.enum(ANNOTATION_FORMATS), files: z.array(z.string()) }),
  imported: markSchema,
});
export type Reader = z.infer<typeof readerSchema>;

/** Ground truth that a synthetic field carries. */
export const truthCellSchema = z.object({
  box: boxSchema,
  label: z.enum(CLASS_CODES).nullable(),
  countable: z.boolean(),
});
export type TruthCell = z.infer<typeof truthCellSchema>;

/**
 * Every box that the detector gave, those below the operating score included: what its precision and
 * recall can be measured by at any score. Never changed by a reviewer.
 */
export const detectorOutputSchema = z.object({
  /** Boxes at or above it became cells. */
  operatingScore: probability,
  /** x, y, width, height (px) and score of each. */
  boxes: z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), probability])),
});
export type DetectorOutput = z.infer<typeof detectorOutputSchema>;

export const fieldSchema = z.object({
  id: z.string(),
  /** File name as opened. */
  name: z.string(),
  /** Key of the stored picture. */
  imageId: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  scale: scaleSchema.nullable(),
  status: z.enum(['new', 'analysed', 'failed']),
  /** Why the analysis failed. */
  problem: messageSchema.nullable(),
  analysis: analysisRecordSchema.nullable(),
  /** Of the last analysis; absent where that is from before it was kept. */
  detector: detectorOutputSchema.exactOptional(),
  cells: z.array(cellSchema),
  /** Model boxes that a reviewer deleted: a later analysis does not bring them back. */
  deletedBoxes: z.array(boxSchema).optional(),
  /** What a later analysis found where reviewers had spoken; each waits for a decision. */
  conflicts: z.array(conflictSchema),
  /** Set while the field's cells are left out of the count. */
  excluded: markSchema.extend({ reason: z.string() }).nullable(),
  /** A reviewer has gone over the whole field, missed cells included. */
  reviewed: markSchema.nullable(),
  /** Cells of other readers; see `readers` of the case. */
  readings: z.array(fieldReadingSchema),
  /** Set for rendered fields only. */
  synthetic: z.object({ seed: z.number().int(), truth: z.array(truthCellSchema) }).nullable(),
});
export type Field = z.infer<typeof fieldSchema>;

/** How blasts of unresolved lineage count for the rule and the differential. */
export const BLAST_READINGS = ['lymphoid', 'myeloid', 'unresolved'] as const;
export type BlastReading = (typeof BLAST_READINGS)[number];

/** Nucleated cells that a differential can aim at (ICSH 2008 asks for 500 where the share decides). */
export const COUNT_TARGETS = [200, 300, 500] as const;
export type CountTarget = (typeof COUNT_TARGETS)[number];

export const caseSettingsSchema = z.object({
  ruleId: z.string(),
  /** A copy of the laboratory's own rule that is in force; absent under a shipped one. */
  ownRule: ruleSchema.exactOptional(),
  /** Why this rule was chosen; absent under the default that nobody chose. */
  ruleReason: z.string().exactOptional(),
  blastReading: z.enum(BLAST_READINGS),
  target: z.literal(COUNT_TARGETS),
  /** Reference values that stand beside the differential; absent where nobody chose any. */
  ageBandId: z.string().exactOptional(),
  /** A copy of the laboratory's own band that was chosen; absent under a shipped one. */
  ownBand: bandSchema.exactOptional(),
});
export type CaseSettings = z.infer<typeof caseSettingsSchema>;

/** What the smear is; no patient's name is asked for. Empty where nobody said. */
export const descriptionSchema = z.object({
  specimen: z.string(),
  site: z.string(),
  stain: z.string(),
  /** ISO date without time; empty where unknown. */
  collectedOn: z.union([z.iso.date(), z.literal('')]),
});
export type Description = z.infer<typeof descriptionSchema>;

/** A key of the tally at the eyepiece: a label, or a cell that does not count. */
export const tallyKeySchema = z.union([labelSchema, z.literal('uncountable')]);
export type TallyKey = z.infer<typeof tallyKeySchema>;

/** Cells counted by keys at the eyepiece, without boxes. */
export const manualTallySchema = z.object({
  counts: z.partialRecord(tallyKeySchema, z.int().nonnegative()),
  /** Whether they are added to the cells of the fields. */
  merged: z.boolean(),
});
export type ManualTally = z.infer<typeof manualTallySchema>;

/** One line of the audit trail. `text` is the English as it was said; see `message.ts`. */
export const auditEntrySchema = messageSchema.extend({
  at: isoDate,
  by: z.string(),
  /** Name of the command, e.g. `cell.relabel`. */
  command: z.string(),
  /** The reason that its author gave. */
  reason: z.string().exactOptional(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const signatureSchema = z.object({
  by: z.string(),
  at: isoDate,
  /** sha256 of the signed content, hex. */
  contentHash: z.string(),
});
export type Signature = z.infer<typeof signatureSchema>;

/** A signed version that was amended; the storage keeps its whole content. */
export const earlierVersionSchema = z.object({
  version: z.int().positive(),
  signature: signatureSchema,
  amended: markSchema.extend({ reason: z.string() }),
});
export type EarlierVersion = z.infer<typeof earlierVersionSchema>;

/** What is known of a patient by other means, for measuring the rule: acute lymphoblastic leukaemia or not. */
export const DIAGNOSES = ['all', 'not-all'] as const;
export type Diagnosis = (typeof DIAGNOSES)[number];

export const CASE_SCHEMA_VERSION = 3;

export const caseSchema = z.object({
  schema: z.literal(CASE_SCHEMA_VERSION),
  id: z.string(),
  name: z.string(),
  /** True for demonstration cases of rendered fields: marked on screen and in every export. */
  synthetic: z.boolean(),
  createdAt: isoDate,
  updatedAt: isoDate,
  archivedAt: isoDate.nullable(),
  description: descriptionSchema,
  settings: caseSettingsSchema,
  fields: z.array(fieldSchema),
  manual: manualTallySchema,
  /** Ground truth and second readers; no part of what a signature stands for. */
  readers: z.array(readerSchema),
  /** Absent while unknown; no part of what a signature stands for. */
  diagnosis: z.enum(DIAGNOSES).exactOptional(),
  audit: z.array(auditEntrySchema),
  /** 1 until the case is amended for the first time. */
  version: z.int().positive(),
  signature: signatureSchema.nullable(),
  earlier: z.array(earlierVersionSchema),
});
export type Case = z.infer<typeof caseSchema>;
