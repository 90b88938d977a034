import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../src/domain/case.ts';
import { galleryCells, groupCells, NO_FILTER } from '../../../src/domain/gallery.ts';
import {
  anchoredScroll,
  columnsFor,
  GAP,
  type Layout,
  layOut,
  PADDING,
  rangeOf,
  revealed,
  rowOfSpot,
  type Spot,
  step,
  tilesWithin,
} from '../../../src/features/gallery/layout.ts';
import { typedAhead } from '../../../src/features/gallery/MoveDialog.tsx';
import {
  extend,
  focusOn,
  goesOnAt,
  selectOne,
  toggle,
} from '../../../src/features/gallery/selection.ts';
import { edgeSpeed } from '../../../src/features/gallery/useEdgeScroll.ts';
import { type Counts, fieldsOf } from '../domain/cells.ts';

const SIDE = 100;
const WIDTH = 2 * PADDING + 4 * SIDE + 3 * GAP;

/** Every cell reviewed, so that each stands under its class; those named need a look. */
function fieldsWith(counts: Counts, look: readonly string[] = []): Field[] {
  return fieldsOf(counts).map((field) => ({
    ...field,
    cells: field.cells.map((item) => {
      const bin = item.model!.label;
      const review = {
        ...(bin ? { label: bin } : {}),
        countable: bin !== null,
        by: 'Dr A',
        at: '2026-01-02T03:04:05.000Z',
      };
      const unsure = { ...item.model!, countableProbability: 0.5 };
      return look.includes(item.id) ? { ...item, model: unsure } : { ...item, review };
    }),
  }));
}
const layoutOf = (fields: Field[], width = WIDTH): Layout =>
  layOut(groupCells(galleryCells({ fields }), NO_FILTER, 'field'), width, SIDE);
const cellSpot = (id: string): Spot => ({ kind: 'cell', id });

describe('the layout', () => {
  it('puts as many tiles side by side as fit', () => {
    expect(columnsFor(WIDTH, SIDE)).toBe(4);
    expect(columnsFor(WIDTH - 1, SIDE)).toBe(3);
    expect(columnsFor(10, SIDE)).toBe(1);
  });

  it('holds every cell once, in rows that touch each other', () => {
    fc.assert(
      fc.property(
        fc.nat(30),
        fc.nat(30),
        fc.integer({ min: 120, max: 2000 }),
        (lymphoblasts, segmented, width) => {
          const layout = layoutOf(fieldsWith({ LBL: lymphoblasts, SEG: segmented }), width);
          expect(layout.cells).toHaveLength(lymphoblasts + segmented);
          expect(layout.tops).toHaveLength(layout.rows.length + 1);
          for (const row of layout.rows)
            if (row.kind === 'tiles')
              expect(row.cells.length).toBeLessThanOrEqual(layout.metrics.columns);
          for (const [index, { id }] of layout.cells.entries()) {
            expect(layout.indexOf.get(id)).toBe(index);
            const row = layout.rows[layout.rowOf[index]!];
            expect(row?.kind === 'tiles' && row.cells[index - row.first]?.id).toBe(id);
          }
        },
      ),
    );
  });

  it('leads from tile to tile, keeps the column, and passes over headers', () => {
    const layout = layoutOf(fieldsWith({ LBL: 6, SEG: 3 }));
    const go = (from: Spot, direction: Parameters<typeof step>[2], column = 0) =>
      step(layout, from, direction, column);
    expect(go(cellSpot('LBL-3'), 'right')).toEqual(cellSpot('LBL-4'));
    expect(go(cellSpot('LBL-5'), 'right')).toEqual(cellSpot('SEG-0'));
    expect(go(cellSpot('LBL-0'), 'left')).toEqual(cellSpot('LBL-0'));
    // The last row is short: the column is kept for the row after it.
    expect(go(cellSpot('LBL-3'), 'down', 3)).toEqual(cellSpot('LBL-5'));
    expect(go(cellSpot('LBL-5'), 'down', 3)).toEqual({ kind: 'header', section: 'SEG' });
    expect(go({ kind: 'header', section: 'SEG' }, 'down', 3)).toEqual(cellSpot('SEG-2'));
    expect(go({ kind: 'header', section: 'SEG' }, 'up', 3)).toEqual(cellSpot('LBL-5'));
    expect(go(cellSpot('LBL-1'), 'end')).toEqual(cellSpot('LBL-3'));
    expect(go(cellSpot('LBL-3'), 'home')).toEqual(cellSpot('LBL-0'));
    expect(go(cellSpot('gone'), 'down')).toEqual(cellSpot('LBL-0'));
  });

  it('finds the tiles under a rubber band', () => {
    const layout = layoutOf(fieldsWith({ LBL: 6 }));
    const second = layout.tops[2]!;
    const area = { left: 0, right: PADDING + SIDE + GAP + 1, top: second + 1, bottom: second + 2 };
    expect(tilesWithin(layout, area)).toEqual(['LBL-4', 'LBL-5']);
    expect(tilesWithin(layout, { ...area, right: PADDING - 1 })).toEqual([]);
  });
});

describe('selecting', () => {
  const layout = layoutOf(fieldsWith({ LBL: 6, SEG: 3 }));

  it('takes a range with its last tile as the primary, whichever way it runs', () => {
    expect(rangeOf(layout, 'LBL-4', 'SEG-0')).toEqual(['LBL-4', 'LBL-5', 'SEG-0']);
    expect(rangeOf(layout, 'LBL-2', 'LBL-0')).toEqual(['LBL-2', 'LBL-1', 'LBL-0']);
    const once = extend(selectOne('LBL-2'), layout, 'LBL-4');
    expect(extend(once, layout, 'LBL-1').ids).toEqual(['LBL-2', 'LBL-1']);
  });

  it('goes along with the focus until it is gathered one by one', () => {
    const moved = focusOn(selectOne('LBL-0'), cellSpot('LBL-1'));
    expect(moved.ids).toEqual(['LBL-1']);
    const kept = toggle(moved, 'LBL-1');
    expect(kept.ids).toEqual(['LBL-1']);
    const further = focusOn(kept, cellSpot('LBL-3'));
    expect(further).toMatchObject({ ids: ['LBL-1'], focus: cellSpot('LBL-3') });
    const both = toggle(further, 'LBL-3');
    expect(both.ids).toEqual(['LBL-1', 'LBL-3']);
    expect(toggle(both, 'LBL-1').ids).toEqual(['LBL-3']);
  });
});

describe('going on after cells were dealt with', () => {
  const byId = (fields: Field[]) =>
    new Map(galleryCells({ fields }).map((item) => [item.id, item]));

  it('leads to the next that still needs a look', () => {
    const look = ['LBL-0', 'LBL-1', 'SEG-0'];
    const before = layoutOf(fieldsWith({ LBL: 4, SEG: 2 }, look));
    const left = byId(fieldsWith({ LBL: 4, SEG: 2 }, ['LBL-1', 'SEG-0']));
    expect(goesOnAt(before, ['LBL-0'], left)).toBe('LBL-1');
    const last = byId(fieldsWith({ LBL: 4, SEG: 2 }, ['LBL-0']));
    expect(goesOnAt(before, ['SEG-0'], last)).toBe('LBL-0');
  });

  it('stays in the class that is being gone through', () => {
    const before = layoutOf(fieldsWith({ LBL: 4, SEG: 2 }));
    const after = byId(fieldsWith({ LBL: 4, SEG: 2 }));
    expect(goesOnAt(before, ['LBL-1', 'LBL-2'], after)).toBe('LBL-3');
    expect(goesOnAt(before, ['LBL-3'], after)).toBe('LBL-2');
  });
});

describe('the scroll position', () => {
  const many = { LBL: 40, SEG: 40 };
  const before = layoutOf(fieldsWith(many));

  it('holds the tiles in view still when cells leave a section above them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36 }), fc.nat(1500), (moved, scrollTop) => {
        const look = Array.from({ length: moved }, (_, i) => `LBL-${i}`);
        const after = layoutOf(fieldsWith(many, look));
        const held = anchoredScroll(before, after, scrollTop, 500, null);
        const row = before.rows.findIndex(
          (item, index) =>
            item.kind === 'tiles' &&
            before.tops[index + 1]! > scrollTop &&
            item.cells.some(({ id }) => !look.includes(id)),
        );
        const shown = before.rows[row];
        if (shown?.kind !== 'tiles' || before.tops[row]! >= scrollTop + 500) return;
        const { id } = shown.cells.find((item) => !look.includes(item.id))!;
        const now = after.tops[rowOfSpot(after, cellSpot(id))]! - held;
        // Clamped only where there is nothing above to scroll to.
        if (held > 0) expect(now).toBe(before.tops[row]! - scrollTop);
      }),
    );
  });

  it('holds the tile that has the focus before all others', () => {
    const look = ['LBL-0', 'LBL-1', 'LBL-2', 'LBL-3'];
    const after = layoutOf(fieldsWith(many, look));
    const top = (layout: Layout, id: string) => layout.tops[rowOfSpot(layout, cellSpot(id))]!;
    const held = anchoredScroll(before, after, 300, 500, 'LBL-17');
    expect(top(after, 'LBL-17') - held).toBe(top(before, 'LBL-17') - 300);
  });

  it('stays where nothing in view is left', () => {
    expect(anchoredScroll(before, layoutOf([]), 300, 500, null)).toBe(300);
  });

  it('moves no further than it takes to show a row', () => {
    const row = rowOfSpot(before, cellSpot('LBL-16'));
    expect(revealed(before, row, before.tops[row]!, 500)).toBe(before.tops[row]);
    expect(revealed(before, row, 2000, 500)).toBe(before.tops[row]! - GAP);
    const below = revealed(before, row, 0, 300);
    expect(below + 300).toBe(before.tops[row + 1]! + GAP);
    // With the first row of a section its header is shown.
    expect(revealed(before, 1, 50, 500)).toBe(0);
  });

  it('runs near the edges only, faster towards them', () => {
    expect(edgeSpeed(300, 0, 600)).toBe(0);
    expect(edgeSpeed(599, 0, 600)).toBeGreaterThan(edgeSpeed(560, 0, 600));
    expect(edgeSpeed(560, 0, 600)).toBeGreaterThan(0);
    expect(edgeSpeed(1, 0, 600)).toBe(-edgeSpeed(599, 0, 600));
  });
});

describe('typing ahead', () => {
  const names = [
    ['LBL', 'Lymphoblast'],
    ['LYM', 'Lymphocyte'],
    ['SEG', 'Segmented'],
  ];
  it('finds by code or name, goes on at a repeated letter, narrows by more', () => {
    expect(typedAhead(names, 0, 's')).toBe(2);
    expect(typedAhead(names, 0, 'l')).toBe(1);
    expect(typedAhead(names, 1, 'l')).toBe(0);
    expect(typedAhead(names, 0, 'lymphoc')).toBe(1);
    expect(typedAhead(names, 1, 'zz')).toBe(1);
  });
});
