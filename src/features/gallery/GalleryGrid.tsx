import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CellTile } from './CellTile.tsx';
import { EmptySections } from './EmptySections.tsx';
import {
  anchoredScroll,
  firstSpot,
  idsOf,
  type Layout,
  revealed,
  rowHeight,
  rowKey,
  rowOfSpot,
  type Spot,
} from './layout.ts';
import { SectionHeader } from './SectionHeader.tsx';
import { extend, selectMany, selectOne, toggleByPointer } from './selection.ts';
import { useBand } from './useBand.ts';
import type { Gallery } from './useGallery.ts';
import { useGridFocus } from './useGridFocus.ts';
import { useGridKeys } from './useGridKeys.ts';

interface GalleryGridProps {
  readonly gallery: Gallery;
  readonly locked: boolean;
  readonly scroller: React.RefObject<HTMLDivElement | null>;
  /** Section over which cells are being dragged. */
  readonly over: string | null;
  readonly onMove: () => void;
}

/** Rows mounted beyond each edge of the view. */
const OVERSCAN = 3;
/** The column that up and down keep, also across short rows and headers. */
const NO_COLUMN = 0;

/**
 * The sections as one grid of which only the rows in view are there. Every height is known, so that
 * ten thousand tiles scroll as ten do.
 */
export function GalleryGrid({ gallery, locked, scroller, over, onMove }: GalleryGridProps) {
  const { t } = useTranslation();
  const { layout, selection, selected, apply, setWidth } = gallery;
  const { rows, tops, metrics } = layout;
  const content = useRef<HTMLDivElement>(null);
  const column = useRef(NO_COLUMN);
  const focus = useGridFocus(scroller, selection.focus);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => setWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, setWidth]);

  const tabSpot: Spot | null =
    selection.focus && rowOfSpot(layout, selection.focus) >= 0
      ? selection.focus
      : firstSpot(layout);
  const tabRow = tabSpot ? rowOfSpot(layout, tabSpot) : -1;

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowHeight(rows[index]!, metrics.side),
    // A new function where the layout is new: heights are worked out again.
    getItemKey: useCallback((index: number) => rowKey(rows[index]!), [rows]),
    overscan: OVERSCAN,
    // The row with the focus stays, so that keys are heard while one scrolls elsewhere.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan);
      const to = Math.min(count - 1, endIndex + overscan);
      const shown = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
      if (tabRow < 0 || (tabRow >= from && tabRow <= to)) return shown;
      return tabRow < from ? [tabRow, ...shown] : [...shown, tabRow];
    },
  });

  useScrollAnchor(layout, selection.focus, scroller);

  const onKeyDown = useGridKeys({ gallery, column, scroller, locked, onMove });
  const band = useBand({ gallery, scroller, content });

  const onClick = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const id = target.closest<HTMLElement>('[data-cell]')?.dataset['cell'];
    const header = target.closest<HTMLElement>('[data-header]')?.dataset['header'];
    focus.enter();
    if (id !== undefined) {
      if (event.shiftKey) apply(extend(selection, layout, id));
      else if (event.ctrlKey || event.metaKey) apply(toggleByPointer(selection, id));
      else apply(selectOne(id));
    } else if (header !== undefined) {
      const row = rows.find((item) => item.kind === 'header' && item.section === header);
      if (row?.kind === 'header') apply(selectMany(idsOf(layout, row.section)));
    }
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtualised in rows of its own height
    <div
      ref={scroller}
      className="gallery-scroll"
      role="grid"
      aria-label={t('gallery.grid')}
      aria-multiselectable
      aria-readonly={locked}
      aria-rowcount={rows.length}
      aria-colcount={metrics.columns}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={(event) => {
        const id = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')?.dataset[
          'cell'
        ];
        const item = gallery.byId.get(id ?? '');
        if (item) gallery.showInField(item);
      }}
      {...focus.handlers}
      {...band.handlers}
    >
      <div
        ref={content}
        className="gallery-content"
        role="presentation"
        style={{ height: tops.at(-1) }}
      >
        {virtualizer.getVirtualItems().map(({ index, key }) => {
          const row = rows[index];
          if (!row) return null;
          const style = { transform: `translateY(${tops[index]}px)` };
          const place = { role: 'row', 'aria-rowindex': index + 1, style } as const;
          if (row.kind === 'header')
            return (
              <div key={key} className="gallery-row" data-drop={row.section} {...place}>
                <SectionHeader
                  content={row.content}
                  counts={gallery.counts}
                  over={over === row.section}
                  tabbable={tabSpot?.kind === 'header' && tabSpot.section === row.section}
                  columns={metrics.columns}
                />
              </div>
            );
          if (row.kind === 'empty')
            return (
              <div key={key} className="gallery-row" {...place}>
                <EmptySections sections={row.sections} over={over} columns={metrics.columns} />
              </div>
            );
          return (
            <div
              key={key}
              className="gallery-row gallery-tiles"
              data-drop={row.section}
              data-over={over === row.section || undefined}
              {...place}
            >
              {row.cells.map((item, offset) => (
                <CellTile
                  key={item.id}
                  item={item}
                  side={metrics.side}
                  column={offset + 1}
                  selected={selected.has(item.id)}
                  tabbable={tabSpot?.kind === 'cell' && tabSpot.id === item.id}
                  draggable={!locked}
                />
              ))}
            </div>
          );
        })}
        {band.shown && <div className="gallery-band" style={band.shown} />}
      </div>
    </div>
  );
}

/** Holds the view still when cells move to other sections, and brings the focus into sight. */
function useScrollAnchor(
  layout: Layout,
  focus: Spot | null,
  scroller: React.RefObject<HTMLDivElement | null>,
) {
  const before = useRef<Layout | null>(null);
  const focusId = focus?.kind === 'cell' ? focus.id : null;
  useLayoutEffect(() => {
    const element = scroller.current;
    const last = before.current;
    before.current = layout;
    if (!element || !last || last === layout || last.rows.length === 0) return;
    const height = element.clientHeight;
    const held = anchoredScroll(last, layout, element.scrollTop, height, focusId);
    if (held !== element.scrollTop) element.scrollTop = held;
  }, [layout, focusId, scroller]);
  // Only a focus that moved is brought into sight: whoever scrolls away from it may stay there.
  const shownFor = useRef<string | null>(null);
  useEffect(() => {
    const element = scroller.current;
    if (!element || !focus || layout.rows.length === 0) return;
    const name = focus.kind === 'cell' ? focus.id : focus.section;
    if (shownFor.current === name) return;
    shownFor.current = name;
    const row = rowOfSpot(layout, focus);
    const to = revealed(layout, row, element.scrollTop, element.clientHeight);
    if (to !== element.scrollTop) element.scrollTop = to;
  }, [layout, focus, scroller]);
}
