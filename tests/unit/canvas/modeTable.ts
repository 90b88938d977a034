import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Action, Mode } from '../../../src/canvas/modes.ts';

/** One line of the table: what an action leads to. */
export interface DocumentedMode {
  readonly mode: Mode;
  readonly action: Action;
  /** `–`: nothing happens. */
  readonly target: Mode | 'rest' | '–';
}

/** The table of modes in the canvas's README. */
export function documentedModes(): DocumentedMode[] {
  const text = readFileSync(resolve('src/canvas/README.md'), 'utf8');
  const [, section = ''] = text.split('## Modes');
  const [head = [], , ...rows] = section
    .split('\n## ')[0]!
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
  return rows.flatMap(([mode, ...targets]) =>
    targets.map(
      (target, index) => ({ mode, action: head[index + 1], target }) as unknown as DocumentedMode,
    ),
  );
}
