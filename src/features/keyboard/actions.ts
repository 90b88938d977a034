import { CELL_CLASSES, GROUP_CODES, type Label } from '../../domain/classes.ts';
import { VIEWS, type View } from '../../store/state.ts';

/**
 * Everything that can be done, as data: the keys, the palette, menus, tooltips and the cheat sheet
 * all read it here. What an action does is told by the view that offers it (`useActions`).
 */

/** Where an action's keys are heard: a part of the window's views, see `VIEWS_OF`. */
export type ActionContext = 'everywhere' | 'review' | 'field' | 'gallery' | 'tally' | 'cases';

/** Headings of the cheat sheet, in its order. */
export const ACTION_GROUPS = [
  'cell',
  'label',
  'box',
  'field',
  'look',
  'tally',
  'case',
  'app',
] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

export interface ActionDefinition {
  readonly group: ActionGroup;
  readonly contexts: readonly ActionContext[];
  /** Keys as shipped; each one stroke, or two separated by a space (`strokes.ts`). */
  readonly keys: readonly string[];
  /** Changes the case: not to be had where it is signed or another tab edits it. */
  readonly edits?: true;
  /** Goes on while the key is held down; all others act once a press. */
  readonly repeats?: true;
  /** Its keys cannot be changed. */
  readonly fixed?: true;
  /** Heard also while a text is being typed. */
  readonly inText?: true;
}

const everywhere = ['everywhere'] as const;
const review = ['review'] as const;
const field = ['field'] as const;
const define = (
  group: ActionGroup,
  contexts: readonly ActionContext[],
  keys: readonly string[],
  more: Omit<ActionDefinition, 'group' | 'contexts' | 'keys'> = {},
): ActionDefinition => ({ group, contexts, keys, ...more });

const edits = { edits: true } as const;
const repeats = { repeats: true } as const;

/**
 * Letters name classes, so the rest keeps off them: Shift + letter works on boxes, v opens the
 * views, z what concerns the case.
 */
const PLAIN_ACTIONS = {
  next: define('cell', review, ['j', 'ArrowRight', 'ArrowDown'], repeats),
  previous: define('cell', review, ['k', 'ArrowLeft', 'ArrowUp'], repeats),
  nextUnreviewed: define('cell', review, ['w']),
  nextNeedsLook: define('cell', review, ['q']),
  accept: define('cell', review, ['Enter'], edits),
  uncountable: define('cell', ['review', 'tally'], ['u'], edits),
  comment: define('cell', review, ['Shift+c'], edits),
  delete: define('cell', review, ['Delete', 'Backspace'], edits),
  moveTo: define('cell', ['gallery'], ['Shift+m'], edits),
  atlas: define('cell', ['review', 'tally'], ['h']),
  selectAll: define('cell', review, ['Ctrl+a']),
  deselect: define('cell', review, ['Escape'], { fixed: true }),

  draw: define('box', field, ['d'], edits),
  split: define('box', field, ['Shift+s'], edits),
  merge: define('box', field, ['Shift+m'], edits),

  reviewField: define('field', field, ['Ctrl+Enter'], edits),
  nextField: define('field', field, [']', 'PageDown'], repeats),
  previousField: define('field', field, ['[', 'PageUp'], repeats),

  fit: define('look', field, ['f']),
  oneToOne: define('look', field, ['1']),
  zoomIn: define('look', field, ['+', '='], repeats),
  zoomOut: define('look', field, ['-'], repeats),
  labels: define('look', field, ['n']),
  minimap: define('look', field, ['Shift+n']),
  readerBoxes: define('look', field, ['Shift+r']),
  filter: define('look', field, ['Shift+f']),
  adjustments: define('look', field, ['i']),

  takeBack: define('tally', ['tally'], ['Backspace'], edits),

  viewCases: define('app', everywhere, ['v c']),
  viewField: define('app', everywhere, ['v f']),
  viewGallery: define('app', everywhere, ['v g']),
  viewTally: define('app', everywhere, ['v t']),
  viewValidation: define('app', everywhere, ['v v']),

  undo: define('case', everywhere, ['Ctrl+z'], { ...edits, ...repeats }),
  redo: define('case', everywhere, ['Ctrl+Shift+z', 'Ctrl+y'], { ...edits, ...repeats }),
  analyse: define('case', everywhere, ['z a'], edits),
  cancelAnalysis: define('case', everywhere, ['z c']),
  addImages: define('case', everywhere, ['z i'], edits),
  readers: define('case', everywhere, ['z r']),
  locationTest: define('case', everywhere, ['z l']),
  newCase: define('case', everywhere, ['z n']),
  export: define('case', everywhere, ['z e']),
  sign: define('case', everywhere, ['z s']),
  audit: define('case', everywhere, ['z h']),

  palette: define('app', everywhere, ['Ctrl+k'], { inText: true }),
  help: define('app', everywhere, ['?', 'F1']),
  settings: define('app', everywhere, ['Ctrl+,']),
  pack: define('app', everywhere, ['z p']),
  tour: define('app', everywhere, []),
} satisfies Record<string, ActionDefinition>;

/**
 * Keys that name a cell's class; two strokes where a first letter opens a family:
 * r for erythroid, t for blasts other than lymphoid, a for abnormal cells.
 */
const LABEL_KEYS: Readonly<Record<Label, string>> = {
  LBL: 'l',
  LYM: 'y',
  PMO: 'p',
  MYC: 'c',
  MMC: 'm',
  BND: 'b',
  SEG: 's',
  EOS: 'e',
  MON: 'o',
  PMK: 'g',
  OTH: 'x',
  MBL: 't m',
  MOB: 't o',
  MKB: 't k',
  BLAST: 't t',
  PEB: 'r p',
  BEB: 'r b',
  PCE: 'r c',
  OCE: 'r o',
  ERB: 'r r',
  NB: 'a n',
  LYA: 'a l',
};

export type PlainActionId = keyof typeof PLAIN_ACTIONS;
export type LabelActionId = `label.${Label}`;
/** One thing that can be done. */
export type ActionId = PlainActionId | LabelActionId;

export const LABELS: readonly Label[] = [...CELL_CLASSES.map(({ code }) => code), ...GROUP_CODES];

/** The action that calls the selection (in the tally: counts a cell) by a label. */
export const labelAction = (label: Label): LabelActionId => `label.${label}`;

/** The label that an action gives; null for every other action. */
export const labelOf = (id: ActionId): Label | null =>
  id.startsWith('label.') ? (id.slice('label.'.length) as Label) : null;

/** Every action by its id, in the order in which it is listed. */
export const ACTIONS: Readonly<Record<ActionId, ActionDefinition>> = {
  ...PLAIN_ACTIONS,
  ...(Object.fromEntries(
    LABELS.map((label) => [
      labelAction(label),
      define('label', ['review', 'tally'], [LABEL_KEYS[label]], edits),
    ]),
  ) as Record<LabelActionId, ActionDefinition>),
};

export const ACTION_IDS = Object.keys(ACTIONS) as readonly ActionId[];
export const isActionId = (id: string): id is ActionId => Object.hasOwn(ACTIONS, id);

const VIEWS_OF: Readonly<Record<ActionContext, readonly View[]>> = {
  everywhere: VIEWS,
  review: ['field', 'gallery'],
  field: ['field'],
  gallery: ['gallery'],
  tally: ['tally'],
  cases: ['cases'],
};

/** Views of each action as bits, so that two are compared at once. */
const VIEW_BITS = Object.fromEntries(
  ACTION_IDS.map((id) => [
    id,
    ACTIONS[id].contexts
      .flatMap((context) => VIEWS_OF[context])
      .reduce((bits, view) => bits | (1 << VIEWS.indexOf(view)), 0),
  ]),
) as Record<ActionId, number>;

/** Whether an action belongs to a view. */
export const appliesIn = (id: ActionId, view: View): boolean =>
  (VIEW_BITS[id] & (1 << VIEWS.indexOf(view))) !== 0;

/** Whether there is a view in which both actions are heard. */
export const shareAView = (a: ActionId, b: ActionId): boolean =>
  (VIEW_BITS[a] & VIEW_BITS[b]) !== 0;
