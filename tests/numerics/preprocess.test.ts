import { describe, expect, it } from 'vitest';
import type { PixelImage } from '../../src/engine/api.ts';
import { prepareCell } from '../../src/engine/preprocess/cell.ts';
import { resample } from '../../src/engine/preprocess/resample.ts';
import { fixture, relativeError } from './support.ts';

/** PyTorch and Pillow keep their filter weights or results in float32. */
const TOLERANCE = 1e-5;

const golden = fixture('resampling.golden');
const { shape, values } = golden.read('image');
const image: PixelImage = {
  width: shape[1] as number,
  height: shape[0] as number,
  channels: 3,
  data: Uint8Array.from(values),
};
const whole = { x: 0, y: 0, width: image.width, height: image.height };

/** The same picture with an alpha channel, which is ignored. */
const withAlpha: PixelImage = {
  ...image,
  channels: 4,
  data: Uint8ClampedArray.from({ length: image.width * image.height * 4 }, (_, i) =>
    i % 4 === 3 ? (i * 7) % 256 : (image.data[Math.floor(i / 4) * 3 + (i % 4)] as number),
  ),
};

const windowOf = (name: string) => {
  const [x0, y0, x1, y1] = golden.read(`window_${name}`).values as unknown as [
    number,
    number,
    number,
    number,
  ];
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
};

describe('resampling', () => {
  it.each([
    [20, 31],
    [53, 30],
    [80, 100],
    [7, 5],
  ])('to %d × %d equals PyTorch with antialiasing', (height, width) => {
    const expected = golden.read(`torch_${height}x${width}`).values;
    const actual = resample(image, whole, width, height, 'clip');
    expect(relativeError(actual, expected)).toBeLessThan(TOLERANCE);
    expect(resample(withAlpha, whole, width, height, 'clip')).toEqual(actual);
  });

  it.each(['inside', 'left', 'corner', 'enlarged', 'whole'])(
    'of the window "%s" equals Pillow on a mirrored image',
    (name) => {
      const actual = resample(image, windowOf(name), 24, 24, 'mirror');
      expect(relativeError(actual, golden.read(`pillow_${name}`).values)).toBeLessThan(TOLERANCE);
    },
  );
});

describe('cutting a cell', () => {
  it('takes optical densities against the cut’s own white', () => {
    const { x, y, width } = windowOf('left');
    const actual = prepareCell(image, { x: x + width / 2, y: y + width / 2 }, width, {
      size: 24,
      windowUm: 24,
      boxRelative: 1.9,
      normalisation: {
        kind: 'optical-density',
        white: { share: 0.93, floor: 0.2 },
        range: [0.03, 1.2],
        mean: 0.35,
        std: 0.4,
      },
    });
    expect(relativeError(actual, golden.read('density_left').values)).toBeLessThan(TOLERANCE);
  });

  it('standardises by the cut’s own channel means and deviations', () => {
    const { x, y, width } = windowOf('left');
    const actual = prepareCell(image, { x: x + width / 2, y: y + width / 2 }, width, {
      size: 24,
      windowUm: 24,
      boxRelative: 1.9,
      normalisation: { kind: 'per-image', epsilon: 1e-3 },
    });
    expect(relativeError(actual, golden.read('standardised_left').values)).toBeLessThan(TOLERANCE);
  });
});
