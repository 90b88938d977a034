/**
 * AssemblyScript that makes 8-bit activations of float32: 0 … 127, in units of 1/127 of a picture's
 * largest. Each picture has its own unit, so that its result does not hang on its neighbours in a batch.
 * Activations are never negative here: a ReLU came before.
 *
 * \`channelSlices\` is the number of slices that a picture is cut into, \`span\` the values of each,
 * a multiple of 16; a picture's values are a multiple of 4.
 */
export const quantiseSource = (): string => `
/** Values first … last of a slice's picture, as addresses. */
function sliceOf(job: Job, slice: i32): usize {
  const image = slice / job.channelSlices;
  return usize(image * valuesOf(job) + (slice - image * job.channelSlices) * job.span);
}

function valuesOf(job: Job): i32 {
  return job.inHeight * job.inWidth * job.inChannels;
}

function countOf(job: Job, slice: i32): i32 {
  const part = slice % job.channelSlices;
  return max(0, min(job.span, valuesOf(job) - part * job.span));
}

export function findPeaks(job: Job, slice: i32, scratch: usize): void {
  let from = usize(job.x) + (sliceOf(job, slice) << 2);
  let count = countOf(job, slice);
  let m0 = f32x4.splat(0);
  let m1 = m0; let m2 = m0; let m3 = m0;
  while (count >= 16) {
    m0 = f32x4.max(m0, v128.load(from));
    m1 = f32x4.max(m1, v128.load(from, 16));
    m2 = f32x4.max(m2, v128.load(from, 32));
    m3 = f32x4.max(m3, v128.load(from, 48));
    from += 64;
    count -= 16;
  }
  while (count > 0) {
    m0 = f32x4.max(m0, v128.load(from));
    from += 16;
    count -= 4;
  }
  m0 = f32x4.max(f32x4.max(m0, m1), f32x4.max(m2, m3));
  const peak = max(
    max(f32x4.extract_lane(m0, 0), f32x4.extract_lane(m0, 1)),
    max(f32x4.extract_lane(m0, 2), f32x4.extract_lane(m0, 3)),
  );
  store<f32>(usize(job.peaks) + (usize(slice) << 2), peak);
}

function units(from: usize, inverse: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(from), inverse)));
}

export function quantise(job: Job, slice: i32, scratch: usize): void {
  const image = slice / job.channelSlices;
  let peak: f32 = 0;
  for (let i = image * job.channelSlices; i < (image + 1) * job.channelSlices; i++)
    peak = max(peak, load<f32>(usize(job.peaks) + (usize(i) << 2)));
  if (slice % job.channelSlices == 0)
    store<f32>(usize(job.units) + (usize(image) << 2), peak / 127);
  const inverse = f32x4.splat(peak > 0 ? 127 / peak : 0);
  const at = sliceOf(job, slice);
  let from = usize(job.x) + (at << 2);
  let to = usize(job.out) + at;
  let count = countOf(job, slice);
  while (count >= 16) {
    const q0 = i16x8.narrow_i32x4_s(units(from, inverse), units(from + 16, inverse));
    const q1 = i16x8.narrow_i32x4_s(units(from + 32, inverse), units(from + 48, inverse));
    v128.store(to, i8x16.narrow_i16x8_u(q0, q1));
    from += 64;
    to += 16;
    count -= 16;
  }
  while (count > 0) {
    const q = i16x8.narrow_i32x4_s(units(from, inverse), i32x4.splat(0));
    store<u32>(to, u32(i32x4.extract_lane(i8x16.narrow_i16x8_u(q, q), 0)));
    from += 16;
    to += 4;
    count -= 4;
  }
}
`;
