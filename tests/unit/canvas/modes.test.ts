import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ACTIONS, MODES, nextMode, TRANSITIONS } from '../../../src/canvas/modes.ts';

/** The table of the canvas's README: mode → action → target. */
const documented = () => {
  const lines = readFileSync(new URL('../../../src/canvas/README.md', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
  const [head, , ...rows] = lines;
  return rows.flatMap(([mode, ...cells]) =>
    cells.map((target, index) => ({ mode, action: head![index + 1], target })),
  );
};

describe('mode machine', () => {
  it('does what its README says, and the README says all of it', () => {
    const table = documented();
    expect(table).toHaveLength(MODES.length * ACTIONS.length);
    for (const { mode, action, target } of table) {
      const actual =
        TRANSITIONS[mode as (typeof MODES)[number]]?.[action as (typeof ACTIONS)[number]] ?? '–';
      expect(`${mode} ${action} ${actual}`).toBe(`${mode} ${action} ${target}`);
    }
  });

  it('rests armed while the draw tool is chosen', () => {
    expect(nextMode('pan', 'release', 'draw')).toBe('armed');
    expect(nextMode('pan', 'release', 'select')).toBe('idle');
    expect(nextMode('move', 'press-elsewhere', 'select')).toBe('move');
  });
});
