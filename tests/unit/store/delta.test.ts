import { produce } from 'immer';
import { describe, expect, it } from 'vitest';
import { applyChanges, difference, invert } from '../../../src/store/history/delta.ts';

const document = {
  name: 'a',
  settings: { rule: 'x' },
  fields: [
    {
      id: 'f1',
      scale: 1,
      cells: [
        { id: 'c1', v: 1 },
        { id: 'c2', v: 2 },
        { id: 'c3', v: 3 },
      ],
    },
    { id: 'f2', scale: 2, cells: [{ id: 'c9', v: 9 }] },
  ],
};
type Doc = {
  name: string;
  settings: { rule: string };
  fields: { id: string; scale: number; cells: { id: string; v: number }[] }[];
};
const start: Doc = document;

const apply = (value: Doc, changes: ReturnType<typeof difference>) =>
  produce(value, (draft) => applyChanges(draft, changes));

describe('difference', () => {
  it('names what changed and nothing else', () => {
    const after = produce(start, (draft) => {
      draft.fields[0]!.cells[1]!.v = 20;
    });
    expect(difference(start, after)).toEqual([
      { kind: 'set', path: ['fields', 'f1', 'cells', 'c2', 'v'], before: 2, after: 20 },
    ]);
  });

  it('takes several removals and insertions back to the same places', () => {
    const after = produce(start, (draft) => {
      draft.fields[0]!.cells = [{ id: 'new', v: 0 }, draft.fields[0]!.cells[1]!];
      draft.fields.splice(1, 1);
    });
    const changes = difference(start, after);
    expect(apply(start, changes)).toEqual(after);
    expect(apply(after, invert(changes))).toEqual(start);
  });

  it('finds its cell by id after others have come in before it', () => {
    const after = produce(start, (draft) => {
      draft.fields[0]!.cells[2]!.v = 30;
    });
    const undo = invert(difference(start, after));
    const reordered = produce(after, (draft) => {
      draft.fields[0]!.cells.unshift({ id: 'c0', v: 0 });
    });
    expect(apply(reordered, undo).fields[0]!.cells.map((cell) => cell.v)).toEqual([0, 1, 2, 3]);
  });

  it('skips a change whose cell is gone', () => {
    const after = produce(start, (draft) => {
      draft.fields[0]!.cells[2]!.v = 30;
    });
    const undo = invert(difference(start, after));
    const without = produce(after, (draft) => {
      draft.fields[0]!.cells.pop();
    });
    expect(apply(without, undo)).toEqual(without);
  });
});
