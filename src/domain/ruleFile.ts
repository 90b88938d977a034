import { z } from 'zod';
import { ExplainedError } from './explainedError.ts';
import {
  RULE_FILE_FORMAT,
  RULE_FILE_VERSION,
  type Rule,
  ruleById,
  ruleFileSchema,
} from './rules.ts';
import { say } from './text/index.ts';

/** Rules as a file: how laboratories hand them on. */

/** The file's text: JSON with a line to each value, so that two versions can be compared. */
export const writeRuleFile = (rules: readonly Rule[]): string =>
  `${JSON.stringify({ format: RULE_FILE_FORMAT, schema: RULE_FILE_VERSION, rules }, null, 2)}\n`;

const headSchema = z.looseObject({ format: z.literal(RULE_FILE_FORMAT), schema: z.int() });

/**
 * The rules in a file.
 * @param name of the file, for the message
 * @throws ExplainedError where it is no file of rules, is newer than this version, or a rule in it
 *   is wrong; it names the first wrong place
 */
export function readRuleFile(text: string, name: string): readonly Rule[] {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new ExplainedError(say('rules.noFile', { file: name }), { cause: error });
  }
  const head = headSchema.safeParse(content);
  if (!head.success) throw new ExplainedError(say('rules.noFile', { file: name }));
  const { schema } = head.data;
  if (schema > RULE_FILE_VERSION)
    throw new ExplainedError(
      say('rules.newer', { file: name, version: schema, known: RULE_FILE_VERSION }),
    );
  const parsed = ruleFileSchema.safeParse(content);
  if (parsed.success) return parsed.data.rules;
  const issue = parsed.error.issues[0];
  throw new ExplainedError(
    say('rules.wrong', {
      file: name,
      where: issue?.path.join('.') ?? '',
      issue: issue?.message ?? '',
    }),
    { cause: parsed.error },
  );
}

export interface MergedRules {
  readonly rules: readonly Rule[];
  readonly added: number;
  readonly replaced: number;
}

/**
 * The laboratory's rules with those of a file: a newer rule of the same id takes the other's place,
 * and one under a shipped id, which stays what it is, comes in under a new id.
 * @throws ExplainedError where a rule is another under the same id and version: which of the two a
 *   case was read by could no longer be told. Nothing is joined then.
 */
export function mergeRules(
  own: readonly Rule[],
  incoming: readonly Rule[],
  newId: () => string,
): MergedRules {
  const merged = new Map(own.map((rule) => [rule.id, rule]));
  let [added, replaced] = [0, 0];
  for (const rule of incoming) {
    const shipped = ruleById(rule.id);
    if (shipped && JSON.stringify(shipped) === JSON.stringify(rule)) continue;
    const id = shipped ? newId() : rule.id;
    const present = merged.get(id);
    if (!present) added++;
    else if (rule.version < present.version || JSON.stringify(rule) === JSON.stringify(present))
      continue;
    else if (rule.version === present.version)
      throw new ExplainedError(
        say('rules.sameVersion', { name: rule.name, version: rule.version, own: present.name }),
      );
    else replaced++;
    merged.set(id, { ...rule, id });
  }
  return { rules: [...merged.values()], added, replaced };
}
