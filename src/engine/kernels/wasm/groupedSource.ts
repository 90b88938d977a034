import { PANEL, TILE_ROWS } from './job.ts';
import { type Arithmetic, indices, tileStore, tileStoreLanes } from './registerTile.ts';

/**
 * AssemblyScript of the grouped convolution.
 *
 * A group has few channels, so gathering its windows would cost as much as multiplying them. The
 * address of every pixel of a window is looked up instead (the indirection buffer of Dukhan 2019,
 * arXiv:1907.02129), in a table that serves all groups: each one's channels are first copied together,
 * where they need a fraction of the cache that they need spread over the pixels. Pixels beyond the
 * picture lie where there are zeros.
 */
export function groupedConvSource(arithmetic: Arithmetic): string {
  const rows = indices(TILE_ROWS);
  const { suffix, bytes, parameters, passed } = arithmetic;
  const words = bytes === 4 ? 'job.groupIn' : 'job.groupIn >> 2';
  return `
/**
 * ${TILE_ROWS} positions × ${PANEL} channels of one group, summed over the pixels of their windows. Only the
 * first \`count\` positions and \`lanes\` channels are stored.
 * @param addresses of the windows' pixels: [tap][position]
 */
function multiplyTaps${suffix}(
  addresses: usize, taps: i32, b: usize, depth: i32, bias: usize, ${parameters}
  residual: usize, out: usize, outStep: usize, count: i32, lanes: i32, relu: i32,
): void {${arithmetic.start(TILE_ROWS)}
  for (const end = addresses + usize(taps) * ${TILE_ROWS * 4}; addresses < end; addresses += ${TILE_ROWS * 4}) {
    ${rows.map((r) => `let a${r} = usize(load<u32>(addresses, ${r * 4}));`).join(' ')}${arithmetic.products(TILE_ROWS)}
  }${arithmetic.finish(TILE_ROWS)}
  if (count >= ${TILE_ROWS} && lanes == ${PANEL}) {${tileStore(TILE_ROWS)}
  } else {
    ${rows.map((r) => `if (count > ${r}) { ${tileStoreLanes(r)} }`).join('\n    ')}
  }
}

/**
 * A grouped convolution of any kernel side and stride, its filter packed group by group. \`span\`
 * counts output positions, those of a batch one after the other; a slice's channels are whole groups.
 */
export function convolveGroups${suffix}(job: Job, slice: i32, scratch: usize): void {
  const part = slice / job.channelSlices;
  const firstChannel = (slice - part * job.channelSlices) * job.channelSpan;
  const firstGroup = firstChannel / job.groupOut;
  const lastGroup = min(firstChannel + job.channelSpan, job.outChannels) / job.groupOut;
  const taps = job.kernel * job.kernel;
  const groupBytes = job.groupIn * ${bytes};
  const panels = (job.groupOut + ${PANEL - 1}) / ${PANEL};
  const panelBytes = usize(taps * groupBytes) * ${PANEL};
  const inStep = usize(job.inChannels) * ${bytes};
  const outStep = usize(job.outChannels) << 2;
  const positions = job.outHeight * job.outWidth;
  const end = min((part + 1) * job.span, job.batch * positions);
  const addresses = clear(scratch, ${words});
  for (let first = part * job.span; first < end; ) {
    const image = first / positions;
    ${bytes === 4 ? '' : 'const unit = load<f32>(job.units + (image << 2));'}
    const start = first - image * positions;
    const rows = min(job.block, min(end - first, positions - start));
    const firstRow = max(0, (start / job.outWidth) * job.stride - job.pad);
    const lastRow = min(
      job.inHeight, ((start + rows - 1) / job.outWidth) * job.stride - job.pad + job.kernel,
    );
    const pixels = addresses + usize((rows + ${TILE_ROWS - 1}) / ${TILE_ROWS} * taps) * ${TILE_ROWS * 4};
    lookUp(job, start, rows, addresses, pixels, firstRow, groupBytes, scratch);
    const picture = usize(job.x) + usize((image * job.inHeight + firstRow) * job.inWidth) * inStep;
    for (let group = firstGroup; group < lastGroup; group++) {
      copyChannels(
        picture + usize(group * groupBytes), inStep, (lastRow - firstRow) * job.inWidth, ${words},
        pixels,
      );
      for (let panel: i32 = 0; panel < panels; panel++) {
        const index = usize(group * panels + panel);
        const channel = group * job.groupOut + panel * ${PANEL};
        ${bytes === 4 ? '' : `const steps = usize(job.steps) + index * ${PANEL * 4};`}
        const lanes = min(${PANEL}, job.groupOut - panel * ${PANEL});
        for (let i: i32 = 0; i < rows; i += ${TILE_ROWS}) {
          const at = usize(first + i) * outStep + (usize(channel) << 2);
          multiplyTaps${suffix}(
            addresses + usize(i * taps << 2), taps, usize(job.filter) + index * panelBytes,
            job.groupIn, usize(job.bias) + index * ${PANEL * 4}, ${passed}
            job.residual ? usize(job.residual) + at : 0, usize(job.out) + at, outStep,
            rows - i, lanes, job.relu,
          );
        }
      }
    }
    first += rows;
  }
}
`;
}

/** What looks pixels up, for values of any size. */
export const lookUpSource = (): string => `
/**
 * Writes the addresses of the pixels of the windows of output positions first … first + rows of one
 * picture, filled up to whole tiles: [tile][tap][position].
 * @param pixels where input row \`firstRow\` begins, pixels \`pixelBytes\` apart
 * @param beyond where a pixel beyond the picture is
 */
function lookUp(
  job: Job, first: i32, rows: i32, to: usize,
  pixels: usize, firstRow: i32, pixelBytes: i32, beyond: usize,
): void {
  const kernel = job.kernel;
  for (let i: i32 = 0; i < rows; i += ${TILE_ROWS}) {
    for (let r: i32 = 0; r < ${TILE_ROWS}; r++) {
      const position = first + min(i + r, rows - 1);
      const row = position / job.outWidth;
      const y = row * job.stride - job.pad;
      const x = (position - row * job.outWidth) * job.stride - job.pad;
      let at = to + (usize(r) << 2);
      for (let v = y; v < y + kernel; v++) {
        const inside = v >= 0 && v < job.inHeight;
        let pixel = pixels + usize(((v - firstRow) * job.inWidth + x) * pixelBytes);
        for (let u = x; u < x + kernel; u++) {
          store<u32>(at, u32(inside && u >= 0 && u < job.inWidth ? pixel : beyond));
          pixel += usize(pixelBytes);
          at += ${TILE_ROWS * 4};
        }
      }
    }
    to += usize(kernel * kernel) * ${TILE_ROWS * 4};
  }
}

/** Copies \`channels\` words of each of \`count\` pixels together. */
function copyChannels(from: usize, pixelStep: usize, count: i32, channels: i32, to: usize): void {
  for (let i: i32 = 0; i < count; i++) {
    to = copy(to, from, channels);
    from += pixelStep;
  }
}
`;
