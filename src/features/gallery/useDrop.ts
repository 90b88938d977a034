import { type DragEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SECTIONS, type Section, sectionOf, takesCells } from '../../domain/gallery.ts';
import { selectOne } from './selection.ts';
import { useEdgeScroll } from './useEdgeScroll.ts';
import type { Gallery } from './useGallery.ts';

/** The section under the pointer into which cells can be dropped. */
function sectionUnder(target: EventTarget | null): Section | null {
  const name = target instanceof Element ? target.closest<HTMLElement>('[data-drop]') : null;
  const section = SECTIONS.find((known) => known === name?.dataset['drop']);
  return section !== undefined && takesCells(section) ? section : null;
}

/** Drags the selected tiles onto a section, its header, or its line in the list of classes. */
export function useDrop(
  gallery: Gallery,
  scroller: RefObject<HTMLElement | null>,
  locked: boolean,
) {
  const { t } = useTranslation();
  const { selection, apply, byId, moveTo } = gallery;
  const [dragged, setDragged] = useState<readonly string[] | null>(null);
  const [over, setOver] = useState<Section | null>(null);
  const edge = useEdgeScroll(scroller);

  const end = () => {
    setDragged(null);
    setOver(null);
    edge(null);
  };

  return {
    /** Section over which cells are held. */
    over: dragged ? over : null,
    dragging: dragged !== null,
    handlers: {
      onDragStart: (event: DragEvent<HTMLElement>) => {
        const tile = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]');
        const id = tile?.dataset['cell'];
        if (!tile || id === undefined || locked) return;
        const ids = selection.ids.includes(id) ? selection.ids : [id];
        if (ids !== selection.ids) apply(selectOne(id));
        const words = t('gallery.dragged', { count: ids.length });
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', words);
        showUnderPointer(event, tile, ids.length, words);
        setDragged(ids);
      },
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (!dragged) return;
        edge(event.clientY);
        const section = sectionUnder(event.target);
        setOver(section);
        if (section === null) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
      },
      onDrop: (event: DragEvent<HTMLElement>) => {
        if (!dragged) return;
        event.preventDefault();
        const section = sectionUnder(event.target);
        // Let go where it was taken up: nothing was meant.
        const moved = dragged.filter((id) => {
          const item = byId.get(id);
          return item !== undefined && sectionOf(item) !== section;
        });
        end();
        if (section !== null) moveTo(section, moved);
      },
      onDragEnd: end,
    },
  };
}

/** The picture under the pointer: the first tile and how many come with it. */
function showUnderPointer(
  event: DragEvent<HTMLElement>,
  tile: HTMLElement,
  count: number,
  words: string,
): void {
  if (!event.dataTransfer.setDragImage) return;
  const ghost = document.createElement('div');
  ghost.className = 'gallery-ghost';
  ghost.dataset['many'] = String(count > 1);
  const source = tile.querySelector('canvas');
  if (source) {
    const copy = document.createElement('canvas');
    copy.width = source.width;
    copy.height = source.height;
    copy.getContext('2d')?.drawImage(source, 0, 0);
    ghost.append(copy);
  }
  const badge = document.createElement('strong');
  badge.textContent = words;
  ghost.append(badge);
  document.body.append(ghost);
  event.dataTransfer.setDragImage(ghost, 24, 24);
  // The browser takes its picture at once; the element itself is not needed after.
  setTimeout(() => ghost.remove(), 0);
}
