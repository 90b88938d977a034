/** The canvas's mode machine; README.md holds the same table in words. */

export type Tool = 'select' | 'draw';
export const MODES = ['idle', 'armed', 'pan', 'draw', 'move', 'resize'] as const;
export type Mode = (typeof MODES)[number];
export const ACTIONS = [
  'press-elsewhere',
  'press-selected',
  'press-handle',
  'press-pan',
  'release',
  'cancel',
] as const;
export type Action = (typeof ACTIONS)[number];

type Target = Mode | 'rest';

const ENDS = { release: 'rest', cancel: 'rest' } as const;

/** Where an action leads from a mode; an action that is not listed does nothing. */
export const TRANSITIONS: Readonly<Record<Mode, Partial<Readonly<Record<Action, Target>>>>> = {
  idle: {
    'press-elsewhere': 'pan',
    'press-selected': 'move',
    'press-handle': 'resize',
    'press-pan': 'pan',
  },
  armed: {
    'press-elsewhere': 'draw',
    'press-selected': 'draw',
    'press-handle': 'draw',
    'press-pan': 'pan',
    cancel: 'idle',
  },
  pan: ENDS,
  draw: ENDS,
  move: ENDS,
  resize: ENDS,
};

/** The mode without a gesture under way. */
export const restMode = (tool: Tool): Mode => (tool === 'draw' ? 'armed' : 'idle');

/** The mode after an action. */
export function nextMode(mode: Mode, action: Action, tool: Tool): Mode {
  const target = TRANSITIONS[mode][action];
  if (target === undefined) return mode;
  return target === 'rest' ? restMode(tool) : target;
}
