import { setFieldReviewed } from '../../store/commands/index.ts';
import { showNextNeedingALook } from '../../store/needsLook.ts';
import { placedCells } from '../../store/reviewActions.ts';
import type { View, WorkstationState } from '../../store/state.ts';
import type { Workstation } from '../../store/workstation.ts';

/** The stations of the guided tour, in order. */
export const STEP_IDS = [
  'analyse',
  'call',
  'field',
  'strip',
  'look',
  'atlas',
  'relabel',
  'review',
  'count',
  'sign',
] as const;
export type StepId = (typeof STEP_IDS)[number];

export interface TourStep {
  readonly id: StepId;
  /** Selectors of what the step points at; the first one that is on the screen. */
  readonly anchors: readonly string[];
  readonly view: View;
  readonly side: 'top' | 'right' | 'bottom' | 'left';
  /** What the user is asked to do, where the step asks for something. */
  readonly task?: {
    readonly isDone: (state: WorkstationState) => boolean;
    /** Does it for the user. */
    readonly doIt: (station: Workstation) => void;
  };
  /** Brings the screen to where the step can be understood. */
  readonly prepare?: (station: Workstation) => void;
}

const activeField = ({ document, activeFieldId }: WorkstationState) =>
  document?.fields.find(({ id }) => id === activeFieldId);

/** Selects a cell where none is, one with something to look at before others. */
const selectACell = (station: Workstation): void => {
  if (station.store.getState().selection.length > 0) return;
  if (!showNextNeedingALook(station.store)) station.stepCell(1);
};

const selectedReviewed = ({ document, selection }: WorkstationState): boolean =>
  placedCells(document?.fields ?? [], selection.slice(-1)).some(({ cell }) => cell.review !== null);

export const TOUR_STEPS: readonly TourStep[] = [
  {
    id: 'analyse',
    anchors: ['[data-tour="analyse"]', '.analysing', '.header .button-primary'],
    view: 'field',
    side: 'bottom',
    task: {
      isDone: (state) =>
        state.document?.fields.some(({ status }) => status === 'analysed') ?? false,
      doIt: ({ analysis, store }) => {
        if (!store.getState().analysing) void analysis.analyse();
      },
    },
  },
  { id: 'call', anchors: ['[data-tour="call"]', '.call'], view: 'field', side: 'left' },
  { id: 'field', anchors: ['[data-tour="field"]', '.viewer-stage'], view: 'field', side: 'right' },
  {
    id: 'strip',
    anchors: ['[data-tour="strip"]', '.cell-strip'],
    view: 'field',
    side: 'top',
    task: {
      isDone: ({ selection }) => selection.length > 0,
      doIt: ({ stepCell }) => stepCell(1),
    },
  },
  {
    id: 'look',
    anchors: ['[data-tour="look"]', '.review-progress'],
    view: 'field',
    side: 'left',
    prepare: ({ store }) => void showNextNeedingALook(store),
  },
  {
    id: 'atlas',
    anchors: ['[data-tour="atlas"]', '.cell-top'],
    view: 'field',
    side: 'left',
    prepare: selectACell,
  },
  {
    id: 'relabel',
    anchors: ['[data-tour="relabel"]', '.relabel'],
    view: 'field',
    side: 'left',
    prepare: selectACell,
    task: {
      isDone: selectedReviewed,
      doIt: ({ review, stepCell, store }) => {
        // A cell without a name cannot be accepted: the next one with a name is.
        const cells = store.getState().document?.fields.flatMap((field) => field.cells).length ?? 0;
        for (let tries = 0; tries < cells && review.accept() !== 'applied'; tries++) stepCell(1);
      },
    },
  },
  {
    id: 'review',
    anchors: ['[data-tour="review-field"]', '.review-field', '.viewer-toolbar'],
    view: 'field',
    side: 'top',
    task: {
      isDone: (state) => (activeField(state)?.reviewed ?? null) !== null,
      doIt: ({ documents, store }) => {
        const field = activeField(store.getState());
        if (field) documents.execute(setFieldReviewed(field.id, true));
      },
    },
  },
  {
    id: 'count',
    anchors: ['[data-tour="count"]', '.call'],
    view: 'field',
    side: 'left',
    // Without a cell beside it the call shows all: the target, and what would settle it.
    prepare: ({ select }) => select([]),
  },
  {
    id: 'sign',
    anchors: ['[data-tour="sign"]', '.header'],
    view: 'field',
    side: 'bottom',
  },
];

/** The demonstration case that a tour is given on: one not analysed yet, if there is one. */
export function demonstrationFor({ cases, document }: WorkstationState): string | null {
  if (document?.synthetic && document.signature === null) return document.id;
  const shown = cases.filter(
    ({ synthetic, unreadable, archivedAt }) =>
      synthetic && unreadable === null && archivedAt === null,
  );
  return shown[0]?.id ?? null;
}
