/**
 * Sizes of the pieces that the WebGPU programs work in: data, so that they can be tuned on a card.
 */

/** How much of the output one invocation of the direct program makes. */
export interface DirectTile {
  /** Neighbouring columns, best first; the one that wastes least of a row is taken. */
  readonly columns: readonly number[];
  /** Quads of output channels, best first; the first that divides a group's is taken. */
  readonly quads: readonly number[];
  /** Invocations of a workgroup: quads of channels, tiles of columns. */
  readonly workgroup: readonly [number, number];
}

/** How much of the output one workgroup of the program with shared memory makes. */
export interface SharedTile {
  /** Invocations of a workgroup: quads of output channels, rows of pixels. */
  readonly workgroup: readonly [number, number];
  /** Pixels of one invocation. */
  readonly pixels: number;
  /** Quads of input channels held at once. */
  readonly depth: number;
}

/** What runs the programs: a graphics card, or the processor in its place. */
export type AdapterKind = 'hardware' | 'software';

interface Tiles {
  readonly direct: DirectTile;
  /** Widest first; the first that the output channels fill is taken. Empty: never. */
  readonly shared: readonly SharedTile[];
}

/**
 * `software` is measured on SwiftShader (docs/adr/0016): each access to memory is checked and
 * gathered lane by lane, a barrier costs a switch of the whole workgroup, registers that do not fit
 * spill into a near cache. `hardware` follows from what cards have in common (16 KiB of shared
 * memory as WebGPU guarantees, some hundred registers) and awaits its measurement on one.
 */
export const TILES: Readonly<Record<AdapterKind, Tiles>> = {
  software: { direct: { columns: [8, 7], quads: [2, 1], workgroup: [8, 8] }, shared: [] },
  hardware: {
    direct: { columns: [7, 8], quads: [1], workgroup: [16, 4] },
    shared: [
      { workgroup: [16, 8], pixels: 8, depth: 4 },
      { workgroup: [8, 8], pixels: 4, depth: 4 },
    ],
  },
};
