import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { CaseResult } from './case.ts';
import type { Comparison } from './measure.ts';
import type { MemoryResult } from './memory.ts';

const USAGE = `Puts the results of npm run bench into docs/benchmarks.md.

  npm run bench:figures -- FILE… [--note TEXT]

FILE    written by npm run bench -- --json FILE; what stands in several is taken from the last
--note  a sentence about the machine`;

const PAGE = new URL('../../docs/benchmarks.md', import.meta.url);
const START = '<!-- figures:start -->\n';
const END = '<!-- figures:end -->';

type Row = Pick<Comparison, 'oursMs' | 'ortWebMs' | 'ratio' | 'ortNodeMs'> & {
  readonly gflops?: { readonly ours: number };
  readonly threads?: number;
};

/** What npm run bench writes, as far as it is shown. */
interface Results {
  field?: Row & { cells: number; countable: number };
  fields?: Record<string, Row & { cells: number }>;
  networks?: Record<string, Row>;
  kernels?: Record<string, Row>;
  load?: Record<string, Row & { bytes: number }>;
  memory?: Record<string, MemoryResult>;
  case?: Record<string, CaseResult>;
  environment: {
    in?: string;
    threads?: number;
    onnxruntimeWeb: string;
    processor: string;
    cores: number;
  };
}

const BY_NAME = ['fields', 'networks', 'kernels', 'load', 'memory', 'case'] as const;

function merged(files: readonly string[]): Results {
  const results = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Results);
  const named = BY_NAME.map((key) => [key, Object.assign({}, ...results.map((of) => of[key]))]);
  return Object.assign({}, ...results, Object.fromEntries(named));
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const ms = (value: number | null) =>
  value === null ? '–' : value.toFixed(value < 100 ? 1 : 0).replace(/\B(?=(\d{3})+$)/, ',');

function comparisons(rows: readonly (readonly [string, Row])[]): string {
  const head = [
    'what',
    'ours, ms',
    'onnxruntime-web, ms',
    '**ours ÷ onnxruntime-web**',
    'onnxruntime-node, ms',
    'ours, GFLOP/s',
  ];
  return table(
    head,
    rows.map(([name, { oursMs, ortWebMs, ratio, ortNodeMs, gflops }]) => [
      name,
      ms(oursMs),
      ms(ortWebMs),
      `**${ratio.toFixed(2)}**`,
      ms(ortNodeMs),
      gflops?.ours.toFixed(0) ?? '',
    ]),
  );
}

const mib = (value: number) => value.toFixed(0);
const entries = <Value>(of: Record<string, Value> | undefined) => Object.entries(of ?? {});

/** A table under its sentence; nothing where it would have no rows. */
const titled = (title: string, rows: number, made: string): string[] =>
  rows > 0 ? [title, made] : [];

function figures(
  { field, fields, networks, kernels, load, memory, case: cases, environment }: Results,
  note: string,
) {
  const { processor, cores, threads, onnxruntimeWeb } = environment;
  const place = environment.in ?? 'Chromium';
  const fieldName = field && `shipped pack, whole field, ${field.cells} cells`;
  return [
    `${processor}, ${cores} logical processors, ${place}, ${threads ?? 1} threads a side, ` +
      `onnxruntime-web ${onnxruntimeWeb}. ${note}`.trim(),
    comparisons([
      ...(field && fieldName ? [[fieldName, field] as const] : []),
      ...entries(fields).map(
        ([name, row]) => [`${name}, whole field, ${row.cells} cells`, row] as const,
      ),
      ...entries(networks),
    ]),
    ...titled(
      'Six equal convolutions one after the other:',
      entries(kernels).length,
      comparisons(entries(kernels)),
    ),
    ...titled('A case of many fields:', entries(cases).length, caseTable(cases)),
    ...titled('Loading and memory:', entries({ ...load, ...memory }).length, loading(load, memory)),
  ].join('\n\n');
}

const caseTable = (cases: Results['case']): string =>
  table(
    [
      'pack',
      'fields',
      'one after the other, ms a field',
      'workers',
      'shared, ms a field',
      '**ratio**',
    ],
    entries(cases).map(([name, { fields, inTurnMs, workers, sharedMs, ratio }]) => [
      name,
      `${fields}`,
      ms(inTurnMs),
      `${workers}`,
      ms(sharedMs),
      `**${ratio.toFixed(2)}**`,
    ]),
  );

const loading = (load: Results['load'], memory: Results['memory']): string =>
  table(
    ['pack', 'file, MiB', 'load, ms', 'loaded, MiB', 'peak of loading', 'peak of a field, MiB'],
    Object.keys({ ...load, ...memory }).map((name) => {
      const of = memory?.[name];
      const loaded = load?.[name];
      return [
        name,
        loaded ? mib(loaded.bytes / 2 ** 20) : '–',
        ms(loaded?.oursMs ?? null),
        ...(of
          ? [
              mib(of.loadedMiB),
              `${mib(of.loadingPeakMiB)} MiB (×${of.peakRatio.toFixed(2)})`,
              `${mib(of.analysisPeakMiB)} (${of.cells} cells)`,
            ]
          : ['–', '–', '–']),
      ];
    }),
  );

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { note: { type: 'string', default: '' } },
});
if (positionals.length === 0) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const page = readFileSync(PAGE, 'utf8');
  const [before, rest] = page.split(START);
  const [, after] = (rest ?? '').split(END);
  if (before === undefined || after === undefined)
    throw new Error('docs/benchmarks.md has lost the marks between which the figures stand.');
  writeFileSync(
    PAGE,
    `${before}${START}${figures(merged(positionals), values.note)}\n${END}${after}`,
  );
}
