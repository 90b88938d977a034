import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCase } from '../../../src/domain/caseReading.ts';
import { noticesOf } from '../../../src/domain/provenance.ts';
import { plural } from '../../../src/domain/wording.ts';
import { createNodeEngine } from '../../../src/engine/node.ts';
import type { Format } from './formatNames.ts';
import { filesOf } from './formats.ts';
import { type AnalysisPlan, analyzeImages } from './images.ts';

export interface AnalysisCommand {
  readonly plan: AnalysisPlan;
  /** Folder of the results; made where it is missing. */
  readonly out: string;
  readonly packLocation: string;
  readonly formats: readonly Format[];
}

/**
 * Analyses the images and writes the files that were asked for. Tells progress and problems on standard error,
 * the call on standard output.
 * @returns whether every file and field was analysed
 * @throws PackError; Error where the folder cannot be written
 */
export async function runAnalysis({
  plan,
  out,
  packLocation,
  formats,
}: AnalysisCommand): Promise<boolean> {
  mkdirSync(out, { recursive: true });
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
    for await (const [name, content] of filesOf(formats, analysed, manifest)) {
      writeFileSync(join(out, name), content);
      written.push(name);
    }
    const { document } = analysed;
    const { call } = readCase(document);
    console.log([call.sentence, ...call.hints, ...noticesOf(document)].join('\n'));
    console.log(`Written to ${out}: ${written.join(', ')}`);
    return problems === 0;
  } finally {
    await engine.close();
  }
}
