import { describe, expect, it } from 'vitest';
import { photograph } from '../../../src/synth/optics.ts';
import { createRandom } from '../../../src/synth/random.ts';
import { gaussianBlur, OpticalCanvas } from '../../../src/synth/raster.ts';
import { mixDensity, stainSlide } from '../../../src/synth/stain.ts';
import { BARE } from './helpers.ts';

const SIZE = 64;
const spec = { ...BARE, width: SIZE, height: SIZE };
const empty = () => new OpticalCanvas(SIZE, SIZE, spec.micrometresPerPixel);
const redOf = (data: Uint8ClampedArray) => Array.from(data).filter((_, i) => i % 4 === 0);
const average = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length;

describe('photograph', () => {
  it('follows Beer–Lambert: density 1 lets a tenth of the light through', () => {
    const canvas = empty();
    canvas.red.fill(1);
    const data = photograph(canvas, spec, createRandom(1));
    expect(data[0]).toBe(25);
    expect(data[1]).toBe(250);
  });

  it('darkens the corners by the vignette and one side by the gradient', () => {
    const light = { vignette: 0.2, gradient: 0, direction: 0, white: [200, 200, 200] as const };
    const corners = redOf(photograph(empty(), { ...spec, light }, createRandom(1)));
    expect(corners[0]).toBeCloseTo(160, -0.5);
    expect(corners[(SIZE / 2) * SIZE + SIZE / 2]).toBe(200);
    const sloped = { ...light, vignette: 0, gradient: 0.2 };
    const sides = redOf(photograph(empty(), { ...spec, light: sloped }, createRandom(1)));
    expect(sides[0]! - sides[SIZE - 1]!).toBeGreaterThan(20);
  });

  it('adds noise of the asked strength around the true brightness', () => {
    const light = { ...spec.light, white: [200, 200, 200] as const };
    const red = redOf(photograph(empty(), { ...spec, light, noise: 4 }, createRandom(1)));
    const centre = average(red);
    const deviation = Math.sqrt(average(red.map((v) => (v - centre) ** 2)));
    expect(centre).toBeCloseTo(200, 0);
    expect(deviation).toBeGreaterThan(3);
    expect(deviation).toBeLessThan(4.2);
  });
});

describe('gaussianBlur', () => {
  it('spreads a point to the asked standard deviation and keeps its sum', () => {
    const plane = new Float32Array(SIZE * SIZE);
    plane[32 * SIZE + 32] = 1;
    gaussianBlur(plane, SIZE, SIZE, 2);
    let sum = 0;
    let variance = 0;
    plane.forEach((v, i) => {
      sum += v;
      variance += v * ((i % SIZE) - 32) ** 2;
    });
    expect(sum).toBeCloseTo(1, 4);
    expect(Math.sqrt(variance)).toBeCloseTo(2, 1);
  });
});

describe('stain', () => {
  it('adds up dyes and scales with the strength of the stain', () => {
    const slide = stainSlide({ hue: 0, strength: 1 });
    const strong = stainSlide({ hue: 0, strength: 1.5 });
    const both = mixDensity(slide, { chromatin: 0.5, eosin: 2 });
    for (const channel of [0, 1, 2] as const) {
      expect(both[channel]).toBeCloseTo(0.5 * slide.chromatin[channel] + 2 * slide.eosin[channel]);
      expect(strong.basophilia[channel]).toBeCloseTo(1.5 * slide.basophilia[channel]);
    }
  });

  it('turns blue in an alkaline buffer and red in an acid one', () => {
    const alkaline = stainSlide({ hue: 1, strength: 1 });
    const acid = stainSlide({ hue: -1, strength: 1 });
    expect(alkaline.chromatin[0]).toBeGreaterThan(acid.chromatin[0]);
    expect(alkaline.haemoglobin[1]).toBeLessThan(acid.haemoglobin[1]);
  });
});
