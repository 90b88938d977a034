import { z } from 'zod';
import { RESEARCH_USE_NOTICE } from '../../src/domain/notice.ts';
import { RESULT_SCHEMA_VERSION, resultSchema } from '../../src/domain/result.ts';

/** The JSON Schema (2020-12) of `result.json`, made from the schema that the workstation itself uses. */
export const resultJsonSchema = () => ({
  ...z.toJSONSchema(resultSchema, { target: 'draft-2020-12' }),
  title: `Result of the Marrow Workstation, version ${RESULT_SCHEMA_VERSION}`,
  description: `What \`result.json\` holds. ${RESEARCH_USE_NOTICE}`,
});

/** Published files by path, as they must be. */
export const PUBLISHED_SCHEMAS: ReadonlyMap<string, string> = new Map([
  [
    `public/schema/result-v${RESULT_SCHEMA_VERSION}.schema.json`,
    `${JSON.stringify(resultJsonSchema(), null, 2)}\n`,
  ],
]);
