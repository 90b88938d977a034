import { z } from 'zod';

/** Who files the report: what stands at its head. */
export const reportHeadSchema = z.object({
  name: z.string(),
  /** Address, telephone or whatever else belongs below the name. */
  address: z.string(),
  /** PNG or JPEG as a data URL; null where there is none. */
  logo: z
    .string()
    .regex(/^data:image\/(png|jpeg);base64,/)
    .nullable(),
});
export type ReportHead = z.infer<typeof reportHeadSchema>;

/** Nobody has said which laboratory this is. */
export const NO_REPORT_HEAD: ReportHead = { name: '', address: '', logo: null };
