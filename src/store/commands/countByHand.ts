import type { TallyKey } from '../../domain/case.ts';
import { say } from '../../domain/text/index.ts';
import { type Command, step } from './command.ts';

/** Adds cells of a kind to the count by hand, or takes them off it; never below none. */
export const countByHand = (key: TallyKey, by: 1 | -1): Command =>
  step(
    'tally.count',
    ({ manual }) =>
      say('audit.tally.count', { key, count: Math.max(0, (manual.counts[key] ?? 0) + by) }),
    ({ manual }) => {
      const count = (manual.counts[key] ?? 0) + by;
      if (count > 0) manual.counts[key] = count;
      else delete manual.counts[key];
    },
  );

/** Starts the count by hand anew. */
export const clearManualTally = (): Command =>
  step(
    'tally.clear',
    () => say('audit.tally.clear'),
    ({ manual }) => {
      if (Object.keys(manual.counts).length > 0) manual.counts = {};
    },
  );

/** Adds the count by hand to that of the fields, or takes it out. */
export const mergeManualTally = (merged: boolean): Command =>
  step(
    'tally.merge',
    () => say(merged ? 'audit.tally.merge' : 'audit.tally.unmerge'),
    ({ manual }) => {
      manual.merged = merged;
    },
  );
