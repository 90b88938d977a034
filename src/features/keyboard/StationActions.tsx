import { setFieldReviewed } from '../../store/commands/index.ts';
import { showNextNeedingALook } from '../../store/needsLook.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { LABELS, labelAction } from './actions.ts';
import { useActions } from './react.tsx';
import type { ActionHandlers } from './registry.ts';

/**
 * What can be done in any view, by the store alone. A view that knows better (the gallery its own
 * order, the tally its own count) offers the same action over this one.
 */
export function StationActions() {
  const station = useWorkstation();
  const { documents, review, analysis, showView, showField, select, stepCell } = station;
  const open = useWorkstationState(({ document }) => document !== null);
  const selected = useWorkstationState(({ selection }) => selection.length);
  const fields = useWorkstationState(({ document }) => document?.fields);
  const activeId = useWorkstationState(({ activeFieldId }) => activeFieldId);
  const analysing = useWorkstationState((state) => state.analysing);
  const undoable = useWorkstationState(({ history }) => history.past.length > 0);
  const redoable = useWorkstationState(({ history }) => history.future.length > 0);

  const at = fields?.findIndex(({ id }) => id === activeId) ?? -1;
  const field = fields?.[at];
  const cells = fields?.some((item) => item.cells.length > 0) ?? false;
  const onCell = (run: () => void) => ({ run, available: selected > 0 });
  const ifOpen = (run: () => void) => ({ run, available: open });
  const step = (direction: 1 | -1) => {
    const to = fields?.[at + direction];
    return { run: () => to && showField(to.id), available: at >= 0 && to !== undefined };
  };

  const handlers: ActionHandlers = {
    next: { run: () => stepCell(1), available: cells },
    previous: { run: () => stepCell(-1), available: cells },
    nextUnreviewed: { run: () => station.showNextUnreviewed(), available: cells },
    nextNeedsLook: { run: () => showNextNeedingALook(station.store), available: cells },
    accept: onCell(() => {
      if (review.accept() === 'applied') stepCell(1);
    }),
    uncountable: onCell(() => review.toggleCountable()),
    delete: onCell(() => review.remove()),
    merge: { run: () => review.merge(), available: selected > 1 },
    selectAll: {
      run: () => select(field?.cells.map(({ id }) => id) ?? []),
      available: (field?.cells.length ?? 0) > 0,
    },
    deselect: () => select([]),
    reviewField: {
      run: () => field && documents.execute(setFieldReviewed(field.id, field.reviewed === null)),
      available: field?.status === 'analysed' || (field?.cells.length ?? 0) > 0,
    },
    nextField: step(1),
    previousField: step(-1),
    viewCases: () => showView('cases'),
    viewField: ifOpen(() => showView('field')),
    viewGallery: ifOpen(() => showView('gallery')),
    viewTally: ifOpen(() => showView('tally')),
    viewValidation: () => showView('validation'),
    undo: { run: () => documents.undo(), available: undoable },
    redo: { run: () => documents.redo(), available: redoable },
    analyse: {
      run: () => void analysis.analyse(),
      available: !analysing && (fields?.length ?? 0) > 0,
    },
    cancelAnalysis: { run: () => analysis.cancel(), available: analysing },
    ...Object.fromEntries(
      LABELS.map((label) => [labelAction(label), onCell(() => review.label(label))]),
    ),
  };
  useActions(handlers);
  return null;
}
