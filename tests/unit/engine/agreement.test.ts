import { describe, expect, it } from 'vitest';
import { agreesWithCells } from '../../../src/engine/scale/agreement.ts';

/** Cells of 12 µm in a field of 0.1 µm/px. */
const cells = [110, 118, 120, 124, 150].map((side, i) => ({
  x: i * 160,
  y: 0,
  width: side,
  height: side,
}));
const estimate = (micrometresPerPixel: number, count: number) => ({
  micrometresPerPixel,
  cells: count,
});

describe('a scale by the red cells, beside the detected cells', () => {
  it('stands where nucleated cells come out wider than red cells', () => {
    expect(agreesWithCells(estimate(0.1, 3), cells)).toBe(true);
    expect(agreesWithCells(estimate(0.1, 40), cells)).toBe(true);
  });

  it('falls where nucleated cells were themselves taken for red cells', () => {
    // 12 µm read as 7.5 µm.
    expect(agreesWithCells(estimate(0.0625, 40), cells)).toBe(false);
  });

  it('asks for more where few red cells were measured', () => {
    // The median cell is then 1.15 times as wide as a red cell.
    const narrow = 0.1 * (7.5 / 12) * 1.15;
    expect(agreesWithCells(estimate(narrow, 20), cells)).toBe(true);
    expect(agreesWithCells(estimate(narrow, 5), cells)).toBe(false);
  });

  it('is not contradicted by a field without cells', () => {
    expect(agreesWithCells(estimate(0.05, 4), [])).toBe(true);
  });
});
