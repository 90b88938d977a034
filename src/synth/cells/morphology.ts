import type { ClassCode } from '../../domain/classes.ts';
import type { Range } from '../random.ts';
import type { Dye, DyeMix } from '../stain.ts';

/**
 * Morphology of a cell as data: what a textbook plate says, in micrometres and shares.
 * The painter (`paint.ts`) turns it into pixels; a new class or variant needs data only.
 */

/** Shape of a nucleus. Sizes are relative to its nominal radius unless said otherwise. */
export type NuclearShape =
  /** Round to oval, flattened on the side of the hof by `dent` (share of the diameter). */
  | { readonly kind: 'round'; readonly elongation: Range; readonly dent: Range }
  /** A bent rod: kidney (short, thick) to horseshoe (long, thin). */
  | {
      readonly kind: 'arc';
      /** Length of the arc, degrees. */
      readonly degrees: Range;
      /** Half the rod's width. */
      readonly thickness: Range;
    }
  /** Separate lobes joined by filaments. */
  | { readonly kind: 'segmented'; readonly lobes: Range }
  /** Overlapping folds with creases between them. */
  | { readonly kind: 'folded'; readonly lobes: Range }
  /** One large mass with bulging lobules. */
  | { readonly kind: 'lobulated'; readonly lobes: Range }
  /** Separate dense balls (nuclear fragments). */
  | { readonly kind: 'fragments'; readonly count: Range };

/** How the chromatin looks. Contrasts are shares of its density. */
export interface Chromatin {
  /** Amount of the chromatin dye: 0.6 pale and open … 1.6 pyknotic. */
  readonly density: Range;
  /** Fine grain. */
  readonly grain: number;
  /** Lacy network with pale openings (blasts, monocytes). */
  readonly lace: number;
  /** Blocks of heterochromatin with clear parachromatin between. */
  readonly clumps: number;
  /** Typical width of a clump, micrometres. */
  readonly clumpSize: number;
  /** Number of peripheral blocks arranged like the spokes of a wheel; absent for none. */
  readonly spokes?: number;
}

export interface Nucleoli {
  readonly count: Range;
  /** Radius, micrometres. */
  readonly radius: Range;
  /** 0 hidden … 1 striking. */
  readonly prominence: number;
}

export interface Nucleus {
  readonly shape: NuclearShape;
  /** Nuclear diameter as a share of the cell's. */
  readonly ratio: Range;
  /** 0 central … 1 pushed against the cell membrane. */
  readonly eccentricity: Range;
  /** Irregularity of the nuclear membrane, micrometres. */
  readonly irregularity: number;
  readonly chromatin: Chromatin;
  readonly nucleoli?: Nucleoli;
}

export interface Cytoplasm {
  readonly dyes: DyeMix;
  /** Cloudiness: share by which the density wanders. */
  readonly texture: number;
  /** Extra basophilia along the cell membrane, share. */
  readonly rim?: number;
  /** Paler Golgi zone beside the nucleus, share of the basophilia that it loses. */
  readonly hof?: number;
  /** Clear ring around the nucleus, share of the density that it loses. */
  readonly halo?: number;
  readonly vacuoles?: { readonly count: Range; readonly radius: Range };
}

export interface Granules {
  readonly dye: Dye;
  readonly amount: number;
  /** Radius, micrometres. */
  readonly radius: Range;
  /** Granules per square micrometre of cytoplasm. */
  readonly density: Range;
  /** Share of that density that also lies over the nucleus. */
  readonly overNucleus: number;
  /** True where granules gather in the hof first (early neutrophilic differentiation). */
  readonly fromHof?: boolean;
}

/** One kind of nucleated cell. */
export interface Morphology {
  /** Class of a countable cell, null for an uncountable one. */
  readonly code: ClassCode | null;
  readonly name: string;
  /** How often among the kinds of its class. */
  readonly weight: number;
  /** Cell diameter, micrometres. */
  readonly diameter: Range;
  /** Axis ratio of the outline. */
  readonly elongation: Range;
  /** Amplitude of the outline's irregularity, share of the radius. */
  readonly roughness: number;
  readonly blebs?: Range;
  readonly nucleus: Nucleus;
  readonly cytoplasm: Cytoplasm;
  readonly granules?: readonly Granules[];
  /** True for cells that lie in clumps and mould each other. */
  readonly clustered?: boolean;
  /** Torn and drawn out: strength of the smear, 0 intact … 1 basket cell. */
  readonly smear?: number;
}
