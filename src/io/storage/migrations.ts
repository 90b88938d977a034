import { z } from 'zod';
import { CASE_SCHEMA_VERSION, type Case, caseSchema } from '../../domain/case.ts';
import { ExplainedError } from '../../domain/explainedError.ts';
import { say } from '../../domain/text/index.ts';
import { fromVersion1, fromVersion2 } from './upgraders.ts';

/** Turns a case of one schema version into one of the next. Never changes its argument. */
export type Upgrader = (stored: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/**
 * `upgraders[n]` turns version n into n + 1. A published version stays readable for ever: whoever
 * raises CASE_SCHEMA_VERSION adds a line here and freezes a file of the new version in
 * `tests/fixtures/cases/`.
 */
export const upgraders: Readonly<Record<number, Upgrader>> = {
  1: fromVersion1,
  2: fromVersion2,
};

const versioned = z.looseObject({ schema: z.int().positive() });

/**
 * Brings a stored case to a schema version, one step after the other.
 * @throws ExplainedError where it is no case, is newer than the target, or where the
 *   chain has a gap
 */
export function upgradeCase(
  stored: unknown,
  chain: Readonly<Record<number, Upgrader>> = upgraders,
  target: number = CASE_SCHEMA_VERSION,
): Record<string, unknown> {
  const parsed = versioned.safeParse(stored);
  if (!parsed.success) throw new ExplainedError(say('case.noVersion'));
  let current: Record<string, unknown> = parsed.data;
  let version = parsed.data.schema;
  if (version > target) throw new ExplainedError(say('case.newer', { version, known: target }));
  while (version < target) {
    const upgrade = chain[version];
    if (!upgrade) throw new ExplainedError(say('case.noUpgrade', { version, next: version + 1 }));
    version++;
    current = { ...upgrade(current), schema: version };
  }
  return current;
}

/**
 * A stored case of any version as the present one.
 * @throws ExplainedError, naming the first place where the record is wrong
 */
export function parseCase(stored: unknown): Case {
  const parsed = caseSchema.safeParse(upgradeCase(stored));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') || say('case.theRecord');
  throw new ExplainedError(
    say('case.damaged', { where, issue: issue?.message ?? say('case.notReadable') }),
    { cause: parsed.error },
  );
}
