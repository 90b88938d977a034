import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import sharp from 'sharp';
import { estimateScale } from '../src/engine/scale/redCells.ts';

/**
 * Measures the scale that red cells give against boxes drawn by hand.
 *
 *   npx tsx tools/measure-scale.ts IMAGES LABELS CLASS
 *
 * LABELS holds one YOLO file an image (`class x y width height`, shares of the image); CLASS is the
 * number of the red cells there. A field's reference is the median of √(width · height) over its
 * isolated red cells: boxes that are complete, not oblong, and hardly overlap another. Fields with
 * fewer than three of them have no reference and count only for the share with an estimate.
 */

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Measured {
  readonly file: string;
  readonly size: string;
  /** px */
  readonly reference: number | null;
  /** px */
  readonly estimate: number | null;
  readonly cells: number;
  readonly milliseconds: number;
}

const RED_CELL_UM = 7.5;
const LEAST_BOXES = 3;
const MOST_OBLONG = 1.3;
/** Boxes of cells that merely touch overlap in a corner. */
const MOST_OVERLAP = 0.2;

const median = (sorted: readonly number[], share = 0.5): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

/** Of the processor, since the machine may be doing other work. */
function cpuMilliseconds(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

function referenceOf(labels: string, kind: number, width: number, height: number): number | null {
  const rows = labels
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.length === 5);
  const boxes = rows.map(([label, x, y, w, h]) => ({
    label,
    x: (x! - w! / 2) * width,
    y: (y! - h! / 2) * height,
    width: w! * width,
    height: h! * height,
  }));
  const isolated = boxes.filter((box) => {
    const { label, x, y, width: w, height: h } = box;
    const complete = x > 2 && y > 2 && x + w < width - 2 && y + h < height - 2;
    const round = Math.max(w / h, h / w) <= MOST_OBLONG;
    const alone = boxes.every(
      (other) => other === box || overlap(box, other) <= MOST_OVERLAP * w * h,
    );
    return label === kind && complete && round && alone;
  });
  if (isolated.length < LEAST_BOXES) return null;
  return median(ascending(isolated.map((box) => Math.sqrt(box.width * box.height))));
}

async function measure(images: string, labels: string, kind: number): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const file of readdirSync(images).sort()) {
    const { data, info } = await sharp(join(images, file))
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    const text = readFileSync(join(labels, `${parse(file).name}.txt`), 'utf8');
    const start = process.cpuUsage();
    const found = estimateScale({ width, height, channels: 3, data });
    measured.push({
      file,
      size: `${width} × ${height}`,
      reference: referenceOf(text, kind, width, height),
      estimate: found && RED_CELL_UM / found.micrometresPerPixel,
      cells: found?.cells ?? 0,
      milliseconds: cpuMilliseconds(start),
    });
  }
  return measured;
}

function report(name: string, fields: readonly Measured[]): void {
  const estimated = fields.filter(({ estimate }) => estimate !== null);
  const compared = estimated.filter(({ reference }) => reference !== null);
  const signed = ascending(compared.map(({ estimate, reference }) => estimate! / reference! - 1));
  const errors = ascending(signed.map(Math.abs));
  const times = ascending(fields.map(({ milliseconds }) => milliseconds));
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  console.log(
    [
      name.padEnd(12),
      `${fields.length} fields`,
      `estimate ${percent(estimated.length / fields.length)}`,
      `compared ${compared.length}`,
      `error: median ${percent(median(errors))}, 90th percentile ${percent(median(errors, 0.9))}`,
      `above 20 % ${errors.filter((error) => error > 0.2).length}`,
      `bias ${percent(median(signed))}`,
      `CPU time: median ${median(times).toFixed(0)} ms, longest ${(times.at(-1) ?? 0).toFixed(0)} ms`,
    ].join(' · '),
  );
}

const [images, labels, kind, ...options] = process.argv.slice(2);
if (!images || !labels || kind === undefined) {
  console.error('Usage: npx tsx tools/measure-scale.ts IMAGES LABELS CLASS [--each]');
  process.exit(2);
}
const fields = await measure(images, labels, Number(kind));
if (options.includes('--each'))
  for (const { file, size, reference, estimate, cells } of fields)
    console.log([file, size, reference?.toFixed(1), estimate?.toFixed(1), cells].join('\t'));
for (const size of [...new Set(fields.map((field) => field.size))].sort())
  report(
    size,
    fields.filter((field) => field.size === size),
  );
report('all', fields);
