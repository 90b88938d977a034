import { describe, expect, it } from 'vitest';
import {
  ACTIONS,
  MODES,
  nextMode,
  restMode,
  TOOLS,
  TRANSITIONS,
} from '../../../src/canvas/modes.ts';
import { documentedModes } from './modeTable.ts';

describe('mode machine', () => {
  const table = documentedModes();

  it('has a README that says all of it', () => {
    expect(table.map(({ mode, action }) => `${mode} ${action}`).sort()).toEqual(
      MODES.flatMap((mode) => ACTIONS.map((action) => `${mode} ${action}`)).sort(),
    );
  });

  it.each(table)('in $mode, $action leads to $target', ({ mode, action, target }) => {
    expect(TRANSITIONS[mode][action] ?? '–').toBe(target);
    for (const tool of TOOLS) {
      const expected = target === '–' ? mode : target === 'rest' ? restMode(tool) : target;
      expect(nextMode(mode, action, tool)).toBe(expected);
    }
  });

  it('rests in the mode of the chosen tool', () => {
    expect(TOOLS.map(restMode)).toEqual(['idle', 'armed-draw', 'armed-split', 'armed-mark']);
  });
});
