import { z } from 'zod';
import { LANGUAGES } from '../../domain/language.ts';
import { reportHeadSchema } from '../../domain/reportHead.ts';

const KEY = 'marrow-workstation.preferences';

const preferencesSchema = z.object({
  reviewer: z.string().exactOptional(),
  backend: z.enum(['auto', 'webgpu', 'webgl', 'wasm', 'wasm-int8', 'cpu']).exactOptional(),
  pack: z.string().exactOptional(),
  theme: z.enum(['system', 'light', 'dark']).exactOptional(),
  language: z.enum(LANGUAGES).exactOptional(),
  reportHead: reportHeadSchema.exactOptional(),
  tallySound: z.boolean().exactOptional(),
  welcomed: z.boolean().exactOptional(),
  keys: z.record(z.string(), z.array(z.string()).readonly()).exactOptional(),
  panels: z.record(z.string(), z.record(z.string(), z.number())).exactOptional(),
});

/** What was kept about the person at the screen; nothing where it is missing or damaged. */
export function readPreferences(): z.infer<typeof preferencesSchema> {
  try {
    const parsed = preferencesSchema.safeParse(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
    return parsed.success ? parsed.data : {};
  } catch {
    // Storage is closed to this page, or the text is no JSON: the defaults serve.
    return {};
  }
}

/** Keeps preferences. A closed or full storage loses them and nothing else. */
export function writePreferences(preferences: z.infer<typeof preferencesSchema>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Nothing to do: they stay in force until the page is closed.
  }
}
