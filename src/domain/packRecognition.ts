import type { BlastReading } from './case.ts';
import { countedClasses } from './numerator.ts';
import type { PackManifest, PackRecognition } from './pack.ts';
import type { Rule } from './rules.ts';

/**
 * How well a pack tells the cells that a rule counts under a reading of the groups that the pack leaves
 * open; null where it measured nothing of just these.
 */
export function recognitionOf(
  { recognition, unresolvedGroups }: Pick<PackManifest, 'recognition' | 'unresolvedGroups'>,
  rule: Rule,
  reading: BlastReading,
): PackRecognition | null {
  const open = unresolvedGroups.map(({ id }) => id);
  const counted = countedClasses(rule, reading, open);
  return (
    recognition?.find(
      ({ classes }) =>
        classes.length === counted.length && classes.every((code) => counted.includes(code)),
    ) ?? null
  );
}
