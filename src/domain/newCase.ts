import { CASE_SCHEMA_VERSION, type Case, type Field } from './case.ts';
import { EMPTY_MANUAL_TALLY } from './manualTally.ts';

/** What a case and a field are before anything is known of them. */

/** Rule, blast reading and target of a new case; the paper's rule is the default. */
export const DEFAULT_SETTINGS = {
  ruleId: 'zhou-2021',
  blastReading: 'lymphoid',
  target: 200,
} as const;

/** An empty case. */
export const newCase = (id: string, name: string, at: string, synthetic = false): Case => ({
  schema: CASE_SCHEMA_VERSION,
  id,
  name,
  synthetic,
  createdAt: at,
  updatedAt: at,
  archivedAt: null,
  description: { specimen: '', site: '', stain: '', collectedOn: '' },
  settings: { ...DEFAULT_SETTINGS },
  fields: [],
  manual: EMPTY_MANUAL_TALLY,
  readers: [],
  audit: [],
  version: 1,
  signature: null,
  earlier: [],
});

/** A field that nobody has analysed. Its picture is kept under the field's own id. */
export const newField = (
  identity: Pick<Field, 'id' | 'name' | 'width' | 'height' | 'scale'>,
): Field => ({
  ...identity,
  imageId: identity.id,
  status: 'new',
  problem: null,
  analysis: null,
  cells: [],
  conflicts: [],
  excluded: null,
  reviewed: null,
  readings: [],
  synthetic: null,
});
