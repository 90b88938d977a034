/**
 * One convolution as the WASM kernels read it: 32-bit words in this order, in tfjs-wasm's own
 * memory, so that every thread reads the same. Names of pointers are byte addresses.
 */
export const JOB_FIELDS = [
  'x',
  'filter',
  'bias',
  /** NHWC of the output's shape, added before the ReLU; 0 for none. */
  'residual',
  'out',
  'batch',
  'inHeight',
  'inWidth',
  'inChannels',
  'outHeight',
  'outWidth',
  'outChannels',
  /** Input and output channels of one group; read by the grouped kernel and by Winograd's. */
  'groupIn',
  'groupOut',
  /** Groups whose input Winograd's kernel transforms at once. */
  'passGroups',
  'kernel',
  'stride',
  'pad',
  /** 0 or 1. */
  'relu',
  /** Work of one slice along the picture: output rows, positions or tiles, as the kernel counts. */
  'span',
  /** How much of it is done at once, as far as the scratch memory reaches. */
  'block',
  /** Output channels of one slice: whole panels, or whole groups where there are some; or all. */
  'channelSpan',
  /** Slices along the channels; slice s is part s ÷ this along the picture. */
  'channelSlices',
  /** 8-bit kernels alone: the unit of each packed output channel's weights, float32. */
  'steps',
  /** The unit of each picture's activations, float32. */
  'units',
  /** The largest activation of each slice of each picture, float32. */
  'peaks',
] as const;

export type JobField = (typeof JOB_FIELDS)[number];
/** Fields that a kernel does not read may be missing. */
export type Job = Readonly<Partial<Record<JobField, number>>>;

/** Bytes of a job. */
export const JOB_BYTES = JOB_FIELDS.length * 4;

/** Output channels that the packed kernels make at once; packed filters are padded to it. */
export const PANEL = 8;

/**
 * Rows of the packed kernels' register tile. With two sums and one vector of input each they fill the
 * registers; six rows with every input loaded by itself take 12 to 26 % longer.
 */
export const TILE_ROWS = 4;

/** Bytes that each thread has to itself for gathered and transformed input. */
export const SCRATCH_BYTES = 2 ** 20;

/** Exported functions; each does one slice of a job: (job, slice, scratch). */
export const KERNELS = ['convolve', 'convolveGroups', 'convolveWinograd'] as const;

/** Those of 8-bit arithmetic, which need relaxed SIMD. */
export const INT8_KERNELS = [
  'findPeaks',
  'quantise',
  'convolveInt8',
  'convolveGroupsInt8',
] as const;
export type KernelName = (typeof KERNELS)[number] | (typeof INT8_KERNELS)[number];

/** The job as an AssemblyScript class that lies where a pointer says. */
export const jobSource = (): string => `
@unmanaged class Job {
  ${JOB_FIELDS.map((field) => `${field}: i32;`).join('\n  ')}
}
`;
