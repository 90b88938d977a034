/**
 * Micrometres per pixel as a TIFF states it. Four dialects are read, the plainest first: OME-TIFF's
 * `PhysicalSizeX`, Aperio's `MPP`, ImageJ's `unit` with the resolution tags, and the bare
 * resolution tags of TIFF 6.0.
 */

/**
 * What a field of a smear may have, µm/px. Below 0.02 a red cell (7.5 µm) would be 375 px wide and
 * finer than light resolves (about 0.2 µm) by ten; above 1 it would be under 8 px, and no cell could
 * be told from another. The resolutions that cameras and editors write for printing lie outside:
 * 72 dpi is 353 µm/px, 96 dpi 265, 300 dpi 85, 2400 dpi 11.
 */
export const PLAUSIBLE_SCALE = { min: 0.02, max: 1 } as const;

/** How much the two axes may differ: pixels of a microscope's camera are square. */
const SQUARENESS = 0.01;

export interface ResolutionTags {
  readonly description: string;
  /** Pixels per unit: numerator and denominator. */
  readonly x: ArrayLike<number> | undefined;
  readonly y: ArrayLike<number> | undefined;
  /** 1 = no unit, 2 = inch (the default of TIFF 6.0), 3 = centimetre. */
  readonly unit: number;
}

const CENTIMETRE = 1e4;
const INCH = 25_400;

const MICROMETRES: Readonly<Record<string, number>> = {
  nm: 1e-3,
  nanometer: 1e-3,
  um: 1,
  µm: 1,
  μm: 1,
  micron: 1,
  microns: 1,
  micrometer: 1,
  mm: 1e3,
  cm: CENTIMETRE,
  inch: INCH,
};

const micrometresIn = (unit: string): number | null =>
  MICROMETRES[unit.trim().replace(/^(\\u00b5|&#181;|&#xb5;)/i, 'µ')] ?? null;

const plausible = (x: number, y: number): number | null => {
  const mean = (x + y) / 2;
  if (!(Math.abs(x - y) <= SQUARENESS * mean)) return null;
  return mean >= PLAUSIBLE_SCALE.min && mean <= PLAUSIBLE_SCALE.max ? mean : null;
};

function omeScale(description: string): number | null {
  const attribute = (name: string): string | undefined =>
    new RegExp(`\\b${name}="([^"]*)"`).exec(description)?.[1];
  // The schema's default unit is the micrometre.
  const [x, y] = (['X', 'Y'] as const).map((axis) => {
    const perUnit = micrometresIn(attribute(`PhysicalSize${axis}Unit`) ?? 'µm');
    return Number(attribute(`PhysicalSize${axis}`)) * (perUnit ?? Number.NaN);
  });
  return plausible(x!, y!);
}

/** The scale of one page; null where none is stated or it cannot be that of a smear's field. */
export function physicalScale({ description, x, y, unit }: ResolutionTags): number | null {
  if (description.includes('<OME')) return omeScale(description);
  const aperio = /\bMPP\s*=\s*([\d.]+)/.exec(description)?.[1];
  if (aperio) return plausible(Number(aperio), Number(aperio));
  if (!x || !y) return null;
  const imageJ = description.startsWith('ImageJ=')
    ? /^unit=(.*)$/m.exec(description)?.[1]
    : undefined;
  const named = imageJ === undefined ? null : micrometresIn(imageJ);
  const length = named ?? (unit === 3 ? CENTIMETRE : unit === 2 ? INCH : 0);
  return plausible((length * x[1]!) / x[0]!, (length * y[1]!) / y[0]!);
}
