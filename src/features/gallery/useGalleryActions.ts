import { LABELS, labelAction } from '../keyboard/actions.ts';
import { useActions } from '../keyboard/react.tsx';
import type { ActionHandlers } from '../keyboard/registry.ts';
import { columnOf, firstSpot, idsOf, rowOfSpot, step } from './layout.ts';
import { focusOn, NOTHING, selectMany, selectOne } from './selection.ts';
import type { Gallery } from './useGallery.ts';

interface Openers {
  readonly openMove: () => void;
  readonly showAtlas: () => void;
}

/** The review's actions in the gallery's own order: its next cell is the next tile. */
export function useGalleryActions(gallery: Gallery, { openMove, showAtlas }: Openers): void {
  const { layout, selection, apply, counts } = gallery;
  const some = selection.ids.length > 0;
  const onCell = (run: () => void) => ({ run, available: some });

  const go = (direction: 'left' | 'right') => {
    const at = selection.focus ?? firstSpot(layout);
    if (!at) return;
    const next = step(layout, at, direction, columnOf(layout, at, 0));
    apply(next.kind === 'cell' ? focusOn({ ...selection, gathered: false }, next) : selection);
  };
  const nextUnreviewed = () => {
    const at =
      selection.focus?.kind === 'cell' ? layout.indexOf.get(selection.focus.id) : undefined;
    const from = (at ?? -1) + 1;
    const next = [...layout.cells.slice(from), ...layout.cells.slice(0, from)].find(
      ({ reviewed }) => !reviewed,
    );
    if (next) apply(selectOne(next.id));
  };
  const selectAll = () => {
    const at = selection.focus ?? firstSpot(layout);
    const row = at ? layout.rows[rowOfSpot(layout, at)] : undefined;
    if (row && row.kind !== 'empty') apply(selectMany(idsOf(layout, row.section)));
  };

  const handlers: ActionHandlers = {
    next: () => go('right'),
    previous: () => go('left'),
    nextUnreviewed,
    nextNeedsLook: { run: gallery.nextToLookAt, available: counts.needALook > 0 },
    accept: onCell(gallery.accept),
    uncountable: onCell(gallery.toggleCountable),
    delete: onCell(gallery.remove),
    moveTo: onCell(openMove),
    atlas: showAtlas,
    selectAll,
    deselect: () => apply(NOTHING),
    ...Object.fromEntries(
      LABELS.map((label) => [labelAction(label), onCell(() => gallery.moveTo(label))]),
    ),
  };
  useActions(handlers);
}
