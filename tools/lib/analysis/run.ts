import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCase } from '../../../src/domain/caseReading.ts';
import { noticesOf } from '../../../src/domain/provenance.ts';
import { plural } from '../../../src/domain/wording.ts';
import { reasonOf } from '../../../src/engine/errors.ts';
import { createNodeEngine } from '../../../src/engine/node.ts';
import { UsageError } from '../usageError.ts';
import type { Format } from './formatNames.ts';
import { filesOf, type WritingOptions } from './formats.ts';
import { type AnalysisPlan, analyzeImages } from './images.ts';

export interface AnalysisCommand {
  readonly plan: AnalysisPlan;
  /** Folder of the results; made where it is missing. */
  readonly out: string;
  readonly packLocation: string;
  readonly formats: readonly Format[];
  readonly writing: WritingOptions;
}

/**
 * Analyses the images and writes the files that were asked for. Tells progress and problems on standard error,
 * the call on standard output.
 * @returns whether every file and field was analysed
 * @throws PackError; UsageError where the folder cannot be made; Error where it cannot be written
 */
export async function runAnalysis({
  plan,
  out,
  packLocation,
  formats,
  writing,
}: AnalysisCommand): Promise<boolean> {
  makeFolder(out);
  const engine = createNodeEngine();
  const { pack, backend, manifest } = await engine.open({ packLocation, backend: 'auto' });
  try {
    console.error(`Pack ${pack.name} ${pack.version} on ${backend.name}. ${backend.reason.text}`);
    let problems = 0;
    const analysed = await analyzeImages(
      plan,
      engine,
      ({ name, cells, analysis }) => {
        const seconds = ((analysis?.elapsedMs ?? 0) / 1000).toFixed(1);
        console.error(`${name}: ${plural(cells.length, 'cell')}, ${seconds} s`);
      },
      ({ file, problem }) => {
        problems++;
        console.error(problem.startsWith(file) ? problem : `${file}: ${problem}`);
      },
    );
    const written: string[] = [];
    for await (const [name, content] of filesOf(formats, analysed, manifest, writing)) {
      writeFileSync(join(out, name), content);
      written.push(name);
    }
    const { document } = analysed;
    const { language } = writing;
    const { call } = readCase(document, language);
    console.log([call.sentence, ...call.hints, ...noticesOf(document, language)].join('\n'));
    console.log(`Written to ${out}: ${written.join(', ')}`);
    return problems === 0;
  } finally {
    await engine.close();
  }
}

/** @throws UsageError with the remedy where there is a file in the way, or the folder may not be made */
function makeFolder(out: string): void {
  try {
    mkdirSync(out, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'EEXIST' || code === 'ENOTDIR'
        ? `--out ${out} is a file, or lies in one. Name a folder; it is made where it is missing.`
        : `--out ${out} could not be made (${reasonOf(error)}). Name a folder that you may write to.`,
    );
  }
}
