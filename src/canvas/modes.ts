/** The canvas's mode machine; README.md holds the same table in words. */

export const TOOLS = ['select', 'draw', 'split', 'mark'] as const;
export type Tool = (typeof TOOLS)[number];

export const MODES = [
  'idle',
  'armed-draw',
  'armed-split',
  'armed-mark',
  'pan',
  'draw',
  'split',
  'marquee',
  'move',
  'resize',
] as const;
export type Mode = (typeof MODES)[number];

export const ACTIONS = [
  'press-elsewhere',
  'press-selected',
  'press-handle',
  'press-shift',
  'press-pan',
  'release',
  'cancel',
  'tool',
] as const;
export type Action = (typeof ACTIONS)[number];

type Target = Mode | 'rest';

/** Inside a gesture another press and another tool wait for its end. */
const GESTURE = { release: 'rest', cancel: 'rest' } as const;

/** Where an action leads from a mode; an action that is not listed does nothing. */
export const TRANSITIONS: Readonly<Record<Mode, Partial<Readonly<Record<Action, Target>>>>> = {
  idle: {
    'press-elsewhere': 'pan',
    'press-selected': 'move',
    'press-handle': 'resize',
    'press-shift': 'marquee',
    'press-pan': 'pan',
    tool: 'rest',
  },
  'armed-draw': {
    'press-elsewhere': 'draw',
    'press-selected': 'draw',
    'press-handle': 'draw',
    'press-shift': 'draw',
    'press-pan': 'pan',
    cancel: 'idle',
    tool: 'rest',
  },
  'armed-split': {
    'press-elsewhere': 'pan',
    'press-selected': 'split',
    'press-handle': 'split',
    'press-shift': 'marquee',
    'press-pan': 'pan',
    cancel: 'idle',
    tool: 'rest',
  },
  'armed-mark': {
    'press-elsewhere': 'pan',
    'press-selected': 'pan',
    'press-handle': 'pan',
    'press-shift': 'pan',
    'press-pan': 'pan',
    tool: 'rest',
  },
  pan: GESTURE,
  draw: GESTURE,
  split: GESTURE,
  marquee: GESTURE,
  move: GESTURE,
  resize: GESTURE,
};

const REST: Readonly<Record<Tool, Mode>> = {
  select: 'idle',
  draw: 'armed-draw',
  split: 'armed-split',
  mark: 'armed-mark',
};

/** The mode without a gesture under way. */
export const restMode = (tool: Tool): Mode => REST[tool];

/** The mode after an action. */
export function nextMode(mode: Mode, action: Action, tool: Tool): Mode {
  const target = TRANSITIONS[mode][action];
  if (target === undefined) return mode;
  return target === 'rest' ? restMode(tool) : target;
}
