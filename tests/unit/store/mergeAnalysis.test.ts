import { describe, expect, it } from 'vitest';
import {
  analysedField,
  mergeAnalysis as merge,
} from '../../../src/store/analysis/mergeAnalysis.ts';
import { AT, analysisOf, box, fieldOf, modelCell, modelWord } from './support.ts';

const mergeAnalysis = (...of: Parameters<typeof merge>) => merge(...of).cells;

const ids = () => {
  let n = 0;
  return () => `new-${++n}`;
};
const detections = (...boxes: ReturnType<typeof box>[]) =>
  boxes.map((at) => ({ box: at, model: modelWord(at, 'SEG') }));

describe('mergeAnalysis', () => {
  it('replaces what nobody reviewed and keeps ids of the same cells', () => {
    const field = fieldOf('f', [modelCell('a', box(10, 10)), modelCell('b', box(100, 100))]);
    const merged = mergeAnalysis(field, detections(box(12, 10), box(200, 200)), ids());
    expect(merged.map((cell) => [cell.id, cell.box.x, cell.model?.label])).toEqual([
      ['a', 12, 'SEG'],
      ['new-1', 200, 'SEG'],
    ]);
  });

  it('leaves the reviewer’s label and box, and puts the new word beside them', () => {
    const reviewed = {
      ...modelCell('a', box(10, 10)),
      review: { label: 'LYM' as const, countable: true, by: 'R', at: AT },
    };
    const merged = mergeAnalysis(fieldOf('f', [reviewed]), detections(box(11, 11)), ids());
    expect(merged).toHaveLength(1);
    expect(merged[0]).toMatchObject({ id: 'a', box: box(10, 10), review: { label: 'LYM' } });
    expect(merged[0]?.model?.label).toBe('SEG');
  });

  it('keeps drawn and moved boxes that the model does not find', () => {
    const drawn = { ...modelCell('d', box(50, 50)), origin: 'reviewer' as const, model: null };
    const moved = { ...modelCell('m', box(10, 10)), box: box(150, 150) };
    const merged = mergeAnalysis(fieldOf('f', [drawn, moved]), [], ids());
    expect(merged).toEqual([drawn, moved]);
  });

  it('does not bring a deleted box back', () => {
    const field = { ...fieldOf('f'), deletedBoxes: [box(10, 10)] };
    const merged = mergeAnalysis(field, detections(box(12, 12), box(100, 100)), ids());
    expect(merged.map((cell) => cell.box.x)).toEqual([100]);
  });

  it('pairs at an overlap of one half and not below', () => {
    const field = fieldOf('f', [modelCell('a', box(0, 0, 30))]);
    // 30×30 boxes shifted by 10: 600 / 1200 = 0.5; by 11: 570 / 1230 < 0.5.
    expect(mergeAnalysis(field, detections(box(10, 0, 30)), ids())[0]?.id).toBe('a');
    expect(mergeAnalysis(field, detections(box(11, 0, 30)), ids())[0]?.id).toBe('new-1');
  });

  it('asks where a new box covers a reviewed cell without being it', () => {
    const reviewed = {
      ...modelCell('a', box(0, 0, 30)),
      review: { label: 'LYM' as const, countable: true, by: 'R', at: AT },
    };
    const field = fieldOf('f', [reviewed, modelCell('b', box(200, 200, 30))]);
    const { cells, conflicts } = merge(
      field,
      detections(box(11, 0, 30), box(29, 0, 30), box(202, 200, 30)),
      ids(),
    );
    expect(conflicts.map(({ cellIds, model }) => [cellIds, model.box.x])).toEqual([[['a'], 11]]);
    expect(cells.map((cell) => [cell.id, cell.box.x])).toEqual([
      ['a', 0],
      ['new-2', 29],
      ['b', 202],
    ]);
  });
});

describe('analysedField', () => {
  it('lets an entered scale stand over a measured one', () => {
    const entered = {
      ...fieldOf('f'),
      scale: { micrometresPerPixel: 0.05, source: 'entered' as const },
    };
    expect(analysedField(entered, analysisOf([]), AT, ids()).scale?.micrometresPerPixel).toBe(0.05);
    expect(analysedField(fieldOf('f'), analysisOf([]), AT, ids()).scale).toEqual({
      micrometresPerPixel: 0.1,
      source: 'red-cells',
    });
  });
});
