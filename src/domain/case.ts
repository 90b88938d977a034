import { z } from 'zod';
import { CLASS_CODES, GROUP_CODES } from './classes.ts';

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

/** What the reviewer said of a cell; absent properties leave the model's word standing. */
export const reviewerWordSchema = z.object({
  countable: z.boolean().optional(),
  label: labelSchema.optional(),
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

/** Ground truth that a synthetic field carries. */
export const truthCellSchema = z.object({
  box: boxSchema,
  label: z.enum(CLASS_CODES).nullable(),
  countable: z.boolean(),
});
export type TruthCell = z.infer<typeof truthCellSchema>;

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
  /** Why the analysis failed, in words for the user. */
  problem: z.string().nullable(),
  analysis: analysisRecordSchema.nullable(),
  cells: z.array(cellSchema),
  /** Model boxes that a reviewer deleted: a later analysis does not bring them back. */
  deletedBoxes: z.array(boxSchema).optional(),
  /** Set for rendered fields only. */
  synthetic: z.object({ seed: z.number().int(), truth: z.array(truthCellSchema) }).nullable(),
});
export type Field = z.infer<typeof fieldSchema>;

/** How blasts of unresolved lineage count for the rule and the differential. */
export const BLAST_READINGS = ['lymphoid', 'myeloid', 'unresolved'] as const;
export type BlastReading = (typeof BLAST_READINGS)[number];

export const caseSettingsSchema = z.object({
  ruleId: z.string(),
  blastReading: z.enum(BLAST_READINGS),
});
export type CaseSettings = z.infer<typeof caseSettingsSchema>;

/** One line of the audit trail. */
export const auditEntrySchema = z.object({
  at: isoDate,
  by: z.string(),
  /** Name of the command, e.g. `cell.relabel`. */
  command: z.string(),
  /** What changed, in words. */
  summary: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const signatureSchema = z.object({
  by: z.string(),
  at: isoDate,
  /** sha256 of the signed content, hex. */
  contentHash: z.string(),
});
export type Signature = z.infer<typeof signatureSchema>;

export const CASE_SCHEMA_VERSION = 1;

export const caseSchema = z.object({
  schema: z.literal(CASE_SCHEMA_VERSION),
  id: z.string(),
  name: z.string(),
  /** True for demonstration cases of rendered fields: marked on screen and in every export. */
  synthetic: z.boolean(),
  createdAt: isoDate,
  updatedAt: isoDate,
  settings: caseSettingsSchema,
  fields: z.array(fieldSchema),
  audit: z.array(auditEntrySchema),
  signature: signatureSchema.nullable(),
});
export type Case = z.infer<typeof caseSchema>;
