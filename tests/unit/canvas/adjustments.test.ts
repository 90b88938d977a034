import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyTables } from '../../../src/canvas/adjustedPicture.ts';
import {
  type Adjustments,
  groundColour,
  isNeutral,
  NEUTRAL,
  transferTables,
} from '../../../src/canvas/adjustments.ts';
import { renderField } from '../../../src/synth/field.ts';
import { DEFAULT_FIELD } from '../../../src/synth/spec.ts';

const tables = (change: Partial<Adjustments>) => transferTables({ ...NEUTRAL, ...change });
const at = (change: Partial<Adjustments>, value: number) =>
  tables(change).map((table) => Math.round(table[value]! * 255));

describe('transfer tables', () => {
  it('leave every value as it is while nothing is adjusted', () => {
    expect(isNeutral(NEUTRAL)).toBe(true);
    for (const table of tables({}))
      table.forEach((value, index) => {
        expect(value).toBeCloseTo(index / 255, 12);
      });
  });

  it('brighten and darken by half of the range', () => {
    expect(at({ brightness: 0.2 }, 100)).toEqual([126, 126, 126]);
    expect(at({ brightness: -1 }, 100)).toEqual([0, 0, 0]);
  });

  it('spread about the middle grey', () => {
    expect(at({ contrast: 0.5 }, 150)).toEqual([173, 173, 173]);
    expect(at({ contrast: -1 }, 255)).toEqual([159, 159, 159]);
    expect(tables({ contrast: 1 })[0][127]).toBeCloseTo(0.5 - 2 / 255, 6);
  });

  it('lift the mid-tones by a gamma above 1 and keep black and white', () => {
    expect(at({ gamma: 2 }, 64)).toEqual([128, 128, 128]);
    expect(at({ gamma: 2 }, 0)).toEqual([0, 0, 0]);
    expect(at({ gamma: 0.5 }, 255)).toEqual([255, 255, 255]);
  });

  it('make the ground neutral at its brightest channel', () => {
    const ground = [240, 220, 180] as const;
    const result = tables({ ground }).map((table, channel) => table[ground[channel]!]! * 255);
    for (const value of result) expect(value).toBeCloseTo(240, 6);
  });

  it('warm by more red and less blue, and leave green', () => {
    const [red, green, blue] = at({ warmth: 1 }, 128);
    expect([red, green, blue]).toEqual([152, 128, 108]);
    const [coolRed, , coolBlue] = at({ warmth: -1 }, 128);
    expect([coolRed, coolBlue]).toEqual([108, 152]);
  });

  it('never fall and stay within 0 and 1', () => {
    const part = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        part(-1, 1),
        part(-1, 1),
        part(0.25, 4),
        part(-1, 1),
        fc.option(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255))),
        (brightness, contrast, gamma, warmth, ground) => {
          for (const table of transferTables({ brightness, contrast, gamma, warmth, ground })) {
            expect(table).toHaveLength(256);
            expect(table[0]).toBeGreaterThanOrEqual(0);
            expect(table[255]).toBeLessThanOrEqual(1);
            expect(table.every((value, index) => index === 0 || value >= table[index - 1]!)).toBe(
              true,
            );
          }
        },
      ),
    );
  });

  it('are applied to the colours of a picture and not to its alpha', () => {
    const data = Uint8ClampedArray.from([64, 64, 64, 200, 0, 255, 16, 255]);
    applyTables(data, tables({ gamma: 2 }));
    expect([...data]).toEqual([128, 128, 128, 200, 0, 255, 64, 255]);
  });
});

describe('white balance from the ground', () => {
  it('finds the light of a rendered field, whatever its cast', () => {
    for (const white of [
      [250, 245, 248],
      [245, 225, 190],
      [205, 220, 245],
    ] as const) {
      const field = renderField(
        {
          ...DEFAULT_FIELD,
          width: 320,
          height: 240,
          micrometresPerPixel: 0.2,
          composition: { LYM: 1 },
          nucleatedCells: 6,
          light: { vignette: 0, gradient: 0, direction: 0, white },
        },
        7,
      );
      const ground = groundColour(field.data)!;
      // Plasma tints the slide by a little: within 4 %.
      ground.forEach((value, channel) => {
        expect(Math.abs(value - white[channel]!)).toBeLessThan(10);
      });
    }
  });

  it('finds none where nothing is bright, or where all that is bright is vivid', () => {
    const filled = (...pixel: number[]) =>
      Uint8ClampedArray.from({ length: 4000 }, (_, index) => [...pixel, 255][index % 4]!);
    expect(groundColour(filled(80, 60, 90))).toBeNull();
    expect(groundColour(filled(255, 130, 120))).toBeNull();
    expect(groundColour(filled(230, 225, 220))).toEqual([230, 225, 220]);
  });
});
