import { z } from 'zod';
import { bandSchema } from './ageBands.ts';
import { ruleSchema } from './rules.ts';

/** What a laboratory adds to what is shipped: rules, and reference values by age. */

export const LABORATORY_VERSION = 1;

export const laboratorySchema = z.object({
  schema: z.literal(LABORATORY_VERSION),
  rules: z.array(ruleSchema).readonly(),
  bands: z.array(bandSchema).readonly(),
});
export type Laboratory = Readonly<z.infer<typeof laboratorySchema>>;

/** A laboratory that added nothing. */
export const NO_LABORATORY: Laboratory = { schema: LABORATORY_VERSION, rules: [], bands: [] };
