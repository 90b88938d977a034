import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PackManifest, packManifestSchema } from '../../src/domain/pack.ts';
import { requireSameCells, requireSameOutputs } from './agreement.ts';
import { benchField, FIELD_SIZE } from './field.ts';
import { chromiumHost, type Host, nodeHost } from './hosts.ts';
import { networkInputs } from './inputs.ts';
import { KERNELS } from './kernels.ts';
import { networkMacs } from './macs.ts';
import { type Comparison, compare, type MeasureOptions } from './measure.ts';
import { ortNodeSide } from './ortNode.ts';
import type { BenchBackend, BenchPlan, BenchSide, Piece, SideInfo } from './side.ts';

/** The workstation's engine beside onnxruntime on one pack. */

export type EnginePart = 'field' | 'networks' | 'kernels' | 'load';

export interface EngineRequest {
  readonly directory: string;
  readonly parts: readonly EnginePart[];
  readonly inNode: boolean;
  /** Of ours. */
  readonly backend: BenchBackend;
  readonly measure: MeasureOptions;
  /** See `BenchPlan`. */
  readonly batch: number;
  /** Networks that are the same as another but for their last layer: named, not measured. */
  readonly skip: readonly string[];
  /** See `ortNodeSide`. */
  readonly ortNodeFolder: string | null;
}

/** A comparison of a known amount of work. */
export interface Work extends Comparison {
  readonly backend: BenchBackend;
  readonly threads: number;
  /** Of the median run: two FLOP are one multiplication with addition. */
  readonly gflops: {
    readonly ours: number;
    readonly ortWeb: number;
    readonly ortNode: number | null;
  };
}

export interface LoadComparison extends Comparison {
  readonly bytes: number;
}

export interface EngineResults {
  readonly description: string;
  readonly threads: number;
  readonly pack: SideInfo['pack'];
  readonly field?: Comparison & {
    readonly cells: number;
    readonly countable: number;
    readonly width: number;
    readonly height: number;
    readonly backend: BenchBackend;
    readonly threads: number;
  };
  readonly networks?: Readonly<Record<string, Work>>;
  readonly kernels?: Readonly<Record<string, Work>>;
  readonly load?: LoadComparison;
}

/** All sides, opened. */
interface Sides extends Pick<Host, 'ours' | 'ortWeb'> {
  readonly ortNode: BenchSide | null;
  readonly threads: number;
  readonly backend: BenchBackend;
}

export const readPack = (directory: string): PackManifest =>
  packManifestSchema.parse(JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')));

/** @throws Error where sides disagree on outputs, cells or threads */
export async function measureEngines(request: EngineRequest): Promise<EngineResults> {
  const { directory, parts, inNode, backend, batch } = request;
  const host = await (inNode ? nodeHost : chromiumHost)(directory);
  const ortNode = ortNodeSide(request.ortNodeFolder);
  try {
    const plan: BenchPlan = {
      threads: null,
      backend,
      batch,
      wholeField: parts.includes('field'),
    };
    const info = await host.ours.open(host.packLocation, plan);
    const { threads } = info;
    const other = await host.ortWeb.open(host.packLocation, { ...plan, threads });
    if (other.threads !== threads)
      throw new Error(`Threads differ: ${threads} against ${other.threads}.`);
    await ortNode?.open(directory, { ...plan, threads });
    const sides: Sides = { ours: host.ours, ortWeb: host.ortWeb, ortNode, threads, backend };
    return {
      description: host.description,
      threads,
      pack: info.pack,
      ...(parts.includes('field') && { field: await measureField(sides, request) }),
      ...(parts.includes('networks') && {
        networks: await measureNetworks(sides, info.networks, request),
      }),
      ...(parts.includes('kernels') && { kernels: await measureKernels(sides, request) }),
      ...(parts.includes('load') && { load: await measureLoad(sides, request) }),
    };
  } finally {
    await ortNode?.close();
    await host.close();
  }
}

async function measureField(
  { ours, ortWeb, ortNode, threads, backend }: Sides,
  { measure }: EngineRequest,
) {
  console.error('Measuring the field');
  const { cells } = await ours.analyse();
  for (const other of [ortWeb, ortNode])
    if (other) requireSameCells(cells, (await other.analyse()).cells, backend);
  const analyse = (side: BenchSide) => async () => (await side.analyse()).ms;
  const comparison = await compare(
    { ours: analyse(ours), ortWeb: analyse(ortWeb), ortNode: ortNode && analyse(ortNode) },
    measure,
  );
  const countable = cells.filter(({ label }) => label !== null).length;
  return { ...comparison, cells: cells.length, countable, ...FIELD_SIZE, backend, threads };
}

async function measurePiece(
  { ours, ortWeb, ortNode, threads, backend }: Sides,
  name: string,
  piece: Piece,
  macs: number,
  measure: MeasureOptions,
): Promise<Work> {
  console.error(`Measuring ${name}`);
  for (const side of [ours, ortWeb, ortNode]) await side?.take(piece);
  const outputs = await ours.outputs();
  for (const other of [ortWeb, ortNode])
    if (other) requireSameOutputs(name, outputs, await other.outputs(), backend);
  const comparison = await compare(
    {
      ours: () => ours.run(),
      ortWeb: () => ortWeb.run(),
      ortNode: ortNode && (() => ortNode.run()),
    },
    measure,
  );
  const gflops = (ms: number) => (2 * macs) / ms / 1e6;
  return {
    backend,
    threads,
    ...comparison,
    gflops: {
      ours: gflops(comparison.oursMs),
      ortWeb: gflops(comparison.ortWebMs),
      ortNode: comparison.ortNodeMs && gflops(comparison.ortNodeMs),
    },
  };
}

async function measureNetworks(
  sides: Sides,
  names: readonly string[],
  { directory, batch, skip, measure }: EngineRequest,
): Promise<Record<string, Work>> {
  const manifest = readPack(directory);
  const macs = networkMacs(manifest, networkInputs(manifest, benchField(), batch));
  const results: Record<string, Work> = {};
  for (const [index, name] of names.entries())
    if (!skip.includes(name))
      results[name] = await measurePiece(
        sides,
        name,
        ['network', index],
        macs[index] as number,
        measure,
      );
  return results;
}

async function measureKernels(
  sides: Sides,
  { measure }: EngineRequest,
): Promise<Record<string, Work>> {
  const results: Record<string, Work> = {};
  for (const [index, { name, macs }] of KERNELS.entries())
    results[name] = await measurePiece(sides, name, ['kernel', index], macs, measure);
  return results;
}

async function measureLoad(
  { ours, ortWeb, ortNode }: Sides,
  { directory, measure }: EngineRequest,
): Promise<LoadComparison> {
  console.error('Measuring loading');
  const { detector, gate, members } = readPack(directory);
  const bytes = [detector, gate, ...members].reduce((sum, file) => sum + file.bytes, 0);
  const comparison = await compare(
    {
      ours: () => ours.load(),
      ortWeb: () => ortWeb.load(),
      ortNode: ortNode && (() => ortNode.load()),
    },
    { ...measure, warmUps: 1 },
  );
  return { ...comparison, bytes };
}
