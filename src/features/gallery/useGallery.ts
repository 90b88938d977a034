import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import {
  countBins,
  type GalleryCell,
  galleryCells,
  groupCells,
  type Section,
  sectionOf,
  takesCells,
} from '../../domain/gallery.ts';
import { relabelCells, setCountable } from '../../store/commands/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { type Layout, layOut } from './layout.ts';
import { goesOnAt, NOTHING, type Selection, selectMany, selectOne } from './selection.ts';
import { type GallerySettings, tileSide } from './settings.ts';
import { useSectionName } from './useNames.ts';

export type Gallery = ReturnType<typeof useGallery>;

/** The gallery's cells in their places, what is selected of them, and what can be done to it. */
export function useGallery(document: Case, settings: GallerySettings, locked: boolean) {
  const { t } = useTranslation();
  const { store, documents, review, select, showField, showCell, showView } = useWorkstation();
  const nameOf = useSectionName();
  const ids = useWorkstationState((state) => state.selection);
  const [rest, setRest] = useState<Omit<Selection, 'ids'>>(NOTHING);
  const [width, setWidth] = useState(0);
  const [said, setSaid] = useState({ text: '', count: 0 });

  const { filter, order, zoom } = settings;
  const cells = useMemo(() => galleryCells(document), [document]);
  const byId = useMemo(() => new Map(cells.map((item) => [item.id, item])), [cells]);
  const counts = useMemo(() => countBins(cells), [cells]);
  const contents = useMemo(() => groupCells(cells, filter, order), [cells, filter, order]);
  const layout = useMemo(() => layOut(contents, width, tileSide(zoom)), [contents, width, zoom]);

  const selection: Selection = useMemo(() => ({ ...rest, ids }), [rest, ids]);
  const selected = useMemo(() => new Set(ids), [ids]);
  const primary = byId.get(ids.at(-1) ?? '') ?? null;

  const latest = useRef({ layout, selection, byId });
  latest.current = { layout, selection, byId };

  /** The selection that was made here. */
  const own = useRef<readonly string[] | null>(null);

  /** Selects, and shows the primary's field where the user goes on to the fields. */
  const apply = useCallback(
    (next: Selection) => {
      const { ids: nextIds, ...nextRest } = next;
      setRest(nextRest);
      if (nextIds === store.getState().selection) return;
      const fieldId = latest.current.byId.get(nextIds.at(-1) ?? '')?.field.id;
      if (fieldId !== undefined && store.getState().activeFieldId !== fieldId) showField(fieldId);
      own.current = nextIds;
      select(nextIds);
    },
    [store, select, showField],
  );

  // Selected elsewhere, or before the gallery was opened: the focus follows. Where nothing is, it
  // begins at the first tile, so that the keys mean something at once.
  useLayoutEffect(() => {
    if (own.current === ids) return;
    const first = own.current === null ? layout.cells[0]?.id : undefined;
    const known = byId.has(ids.at(-1) ?? '');
    if (known) {
      own.current = ids;
      setRest({ ...selectMany(ids), gathered: ids.length > 1 });
    } else if (first !== undefined) apply(selectOne(first));
  });

  const say = (text: string) => setSaid(({ count }) => ({ text, count: count + 1 }));

  /** After a change of these cells: says so and goes to the next one. */
  const goOn = (before: Layout, done: readonly string[], words: string) => {
    const now = store.getState().document;
    const after = new Map(now ? galleryCells(now).map((item) => [item.id, item]) : []);
    const next = goesOnAt(before, done, after);
    apply(next === null ? NOTHING : selectOne(next));
    say(words);
  };

  /** Names the cells so, or says that they do not count: one step for undo. */
  const moveTo = (section: Section, cellIds: readonly string[] = latest.current.selection.ids) => {
    if (!takesCells(section) || locked || cellIds.length === 0) return;
    const command =
      section === 'uncountable'
        ? setCountable({ cellIds }, false)
        : relabelCells({ cellIds }, section);
    const before = latest.current.layout;
    if (documents.execute(command) === 'applied')
      goOn(
        before,
        cellIds,
        t('gallery.said.named', { count: cellIds.length, name: nameOf(section) }),
      );
  };

  const accept = () => {
    const { layout: before, selection: done } = latest.current;
    if (review.accept() === 'applied')
      goOn(before, done.ids, t('gallery.said.accepted', { count: done.ids.length }));
  };

  const toggleCountable = () => {
    const { layout: before, selection: done, byId: known } = latest.current;
    const to =
      known.get(done.ids.at(-1) ?? '')?.bin === 'uncountable' ? 'countable' : 'uncountable';
    if (review.toggleCountable() === 'applied')
      goOn(before, done.ids, t(`gallery.said.${to}`, { count: done.ids.length }));
  };

  const remove = () => {
    const { layout: before, selection: done } = latest.current;
    if (review.remove() === 'applied')
      goOn(before, done.ids, t('gallery.said.deleted', { count: done.ids.length }));
  };

  /** Selects the next tile that needs a look, after the focus and from the start again. */
  const nextToLookAt = () => {
    const waiting = layout.cells.filter((item) => sectionOf(item) === 'needs-a-look');
    const at = waiting.findIndex(({ id }) => id === primary?.id);
    const next = waiting[at + 1] ?? waiting[0];
    if (next) apply(selectOne(next.id));
  };

  const showInField = (item: GalleryCell | null = primary) => {
    if (!item) return;
    showCell(item.field.id, item.id);
    showView('field');
  };

  return {
    cells,
    byId,
    counts,
    contents,
    layout,
    selection,
    selected,
    primary,
    width,
    setWidth,
    said,
    say,
    apply,
    moveTo,
    accept,
    toggleCountable,
    remove,
    nextToLookAt,
    showInField,
  };
}
