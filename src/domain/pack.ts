import { z } from 'zod';
import { CLASS_CODES, GROUP_CODES } from './classes.ts';
import { LANGUAGES, type Language } from './language.ts';

/** Schema of a model pack's `manifest.json`. */

export const EVIDENCE_KINDS = ['real-marrow', 'real-blood', 'synthetic', 'none'] as const;
/** What kind of pictures a pack's knowledge of a class rests on. */
export type Evidence = (typeof EVIDENCE_KINDS)[number];

const triple = z.tuple([z.number(), z.number(), z.number()]);

/** VGG trunk + feature pyramid + RetinaNet heads; names as in torchvision 0.14. */
export const retinaNetArchitectureSchema = z.object({
  kind: z.literal('retinanet-vgg-fpn'),
  trunk: z.object({
    widths: z.array(z.int().positive()).length(5),
    convsPerStage: z.array(z.int().positive()).length(5),
    batchNorm: z.boolean(),
  }),
  fpnChannels: z.int().positive(),
  headConvs: z.int().nonnegative(),
  anchors: z.object({
    sizes: z.array(z.number().positive()).length(5),
    ratios: z.array(z.number().positive()),
    scales: z.array(z.number().positive()),
  }),
});
export type RetinaNetArchitecture = z.infer<typeof retinaNetArchitectureSchema>;

/** Bottleneck ResNet / ResNeXt; names and block arithmetic as in torchvision. */
export const resNetArchitectureSchema = z.object({
  kind: z.literal('resnet'),
  stemWidth: z.int().positive(),
  depths: z.array(z.int().positive()).length(4),
  planes: z.array(z.int().positive()).length(4),
  expansion: z.literal(4).default(4),
  groups: z.int().positive(),
  widthPerGroup: z.int().positive(),
});
export type ResNetArchitecture = z.infer<typeof resNetArchitectureSchema>;

export const cellInputSchema = z.object({
  /** Side of the square network input, px. */
  size: z.int().positive(),
  /** Side of the square window cut around a cell, µm. */
  windowUm: z.number().positive(),
  /** Window ÷ longer box side where the field's scale is unknown. */
  boxRelative: z.number().positive(),
  normalisation: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('per-image'), epsilon: z.number().positive() }),
    /**
     * Optical densities against the window's own white: −ln(value ÷ white), the quotient held
     * within `range`, then (density − mean) ÷ std. White is, by channel, the value that `share` of
     * the window's pixels do not exceed, but at least `floor`.
     */
    z.object({
      kind: z.literal('optical-density'),
      white: z.object({ share: z.number().gt(0).max(1), floor: z.number().positive() }),
      range: z.tuple([z.number().positive(), z.number().positive()]),
      mean: z.number(),
      std: z.number().positive(),
    }),
    z.object({ kind: z.literal('fixed'), mean: triple, std: triple }),
  ]),
});
export type CellInput = z.infer<typeof cellInputSchema>;
export type CellNormalisation = CellInput['normalisation'];

/** How a weight file stores the weights of convolutions and heads; ADR 0014. */
export const PACK_DTYPES = ['F32', 'F16', 'I8'] as const;
export type PackDtype = (typeof PACK_DTYPES)[number];

const weightFile = {
  file: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().positive(),
  dtype: z.enum(PACK_DTYPES),
};

export const detectorSpecSchema = z.object({
  ...weightFile,
  architecture: retinaNetArchitectureSchema,
  input: z.object({
    shortSide: z.int().positive(),
    longSide: z.int().positive(),
    sizeDivisor: z.int().positive(),
    mean: triple,
    std: triple,
  }),
  decoding: z.object({
    scoreFloor: z.number(),
    preNmsTopK: z.int().positive(),
    nmsIou: z.number(),
    maxDetections: z.int().positive(),
    /** Detections at or above this score are shown and counted. */
    operatingScore: z.number(),
  }),
});
export type DetectorSpec = z.infer<typeof detectorSpecSchema>;

const classifierSpec = {
  ...weightFile,
  architecture: resNetArchitectureSchema,
  input: cellInputSchema,
  temperature: z.number().positive().default(1),
};

export const gateSpecSchema = z.object({
  ...classifierSpec,
  classes: z.tuple([z.literal('uncountable'), z.literal('countable')]),
  countableThreshold: z.number(),
});
export type GateSpec = z.infer<typeof gateSpecSchema>;

export const memberSpecSchema = z.object({ name: z.string(), ...classifierSpec });
export type MemberSpec = z.infer<typeof memberSpecSchema>;

const rightOfSchema = z.object({ right: z.int().nonnegative(), total: z.int().positive() });

/** How well a pack tells a set of classes from all others, by counts on cells it did not learn. */
const recognitionSchema = z.object({
  classes: z.array(z.enum(CLASS_CODES)).min(1),
  sensitivity: rightOfSchema,
  specificity: rightOfSchema,
  on: z.string(),
  command: z.string(),
});
export type PackRecognition = z.infer<typeof recognitionSchema>;

export const packManifestSchema = z.object({
  schema: z.literal(1),
  name: z.string(),
  version: z.string(),
  title: z.string(),
  created: z.string(),
  /** Order of the members' logits. */
  classes: z.array(z.enum(CLASS_CODES)).length(CLASS_CODES.length),
  evidence: z.record(z.enum(CLASS_CODES), z.enum(EVIDENCE_KINDS)),
  unresolvedGroups: z.array(
    z.object({ id: z.enum(GROUP_CODES), name: z.string(), members: z.array(z.enum(CLASS_CODES)) }),
  ),
  detector: detectorSpecSchema,
  gate: gateSpecSchema,
  members: z.array(memberSpecSchema).min(1),
  data: z.array(
    z.object({ name: z.string(), licence: z.string(), citation: z.string(), use: z.string() }),
  ),
  figures: z.array(
    z.object({
      what: z.string(),
      value: z.number(),
      interval: z.tuple([z.number(), z.number()]).nullable(),
      n: z.number(),
      on: z.string(),
      command: z.string(),
    }),
  ),
  /** For correcting a share for known confusion; absent where it was not measured. */
  recognition: z.array(recognitionSchema).exactOptional(),
  /** What no real data could validate, in plain words; shown to the user. */
  notValidated: z.array(z.string()),
  /** What the user reads of the manifest in other languages, by its English. */
  translations: z
    .partialRecord(z.enum(LANGUAGES), z.record(z.string(), z.string()))
    .exactOptional(),
});
export type PackManifest = z.infer<typeof packManifestSchema>;

/** What kind of pictures a pack's knowledge rests on, by how many classes, the strongest kind first. */
export function evidenceCounts({ evidence }: Pick<PackManifest, 'evidence'>): readonly {
  readonly evidence: Evidence;
  readonly classes: number;
}[] {
  const kinds = CLASS_CODES.map((code) => evidence[code] ?? 'none');
  return EVIDENCE_KINDS.map((kind) => ({
    evidence: kind,
    classes: kinds.filter((of) => of === kind).length,
  })).filter(({ classes }) => classes > 0);
}

/** The list of the packs beside the workstation, `models/index.json`: names of their folders. */
export const packIndexSchema = z.object({
  schema: z.literal(1),
  packs: z.array(z.string().regex(/^[\w][\w.-]*$/)),
});

/** A text of the manifest in a language; its English where the pack brings no other words. */
export const packText = (
  { translations }: Pick<PackManifest, 'translations'>,
  text: string,
  language: Language,
): string => translations?.[language]?.[text] ?? text;
