import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Case, Field, Reader } from '../../../src/domain/case.ts';
import {
  type EvaluatedCase,
  type Evaluation,
  evaluate,
  evaluatedCaseOf,
} from '../../../src/domain/evaluation/index.ts';
import { newCase, newField } from '../../../src/domain/newCase.ts';
import { PAPER_RULE } from '../../../src/domain/rules.ts';
import type { AnalysisEngine } from '../../../src/engine/api.ts';
import { reasonOf } from '../../../src/engine/errors.ts';
import { boxesIn, type ClassMapping, cellsUnder } from '../../../src/io/import/match.ts';
import { type PlacedFile, readSet, type SetPatient } from '../../../src/io/import/set.ts';
import { mayHoldAnnotations } from '../../../src/io/import/texts.ts';
import { analysedField } from '../../../src/store/analysis/mergeAnalysis.ts';
import { UsageError } from '../usageError.ts';
import type { EvaluationTools } from './detect.ts';
import type { SkippedFile } from './skipped.ts';

/** A class whose boxes are left out, since its name is not understood and nobody said what it means. */
export interface OmittedClass {
  readonly name: string;
  readonly boxes: number;
}

/** What `evaluate set` writes: what the validation view shows, in full. */
export type SetReport = Evaluation & {
  readonly skipped: readonly SkippedFile[];
  readonly omittedClasses: readonly OmittedClass[];
};

export interface SetTools extends EvaluationTools {
  /** What classes of the truth mean, by their names there. */
  readonly meanings?: ClassMapping;
}

const READER: Reader = {
  id: 'truth',
  kind: 'truth',
  name: 'truth',
  source: { format: 'csv', files: [] },
  imported: { by: 'evaluate', at: new Date(0).toISOString() },
};

/**
 * Runs the pipeline on a folder of pictures with truth (see `readSet`) and measures it as the
 * validation view does: boxes of classes whose names are not understood are left out unless
 * `meanings` says what they are. What cannot be read leaves its patient out, and is named in `skipped`.
 * @throws Error where the folder or its truth cannot be read, or has no class that `meanings` names
 */
export async function evaluateSet(
  engine: Pick<AnalysisEngine, 'analyseField'>,
  folder: string,
  { decode, onProgress, meanings = new Map() }: SetTools,
): Promise<SetReport> {
  const places = new Map<PlacedFile['file'], string>();
  const files = await filesUnder(folder, basename(folder), places);
  const set = await readSet(files, basename(folder));
  for (const name of meanings.keys())
    if (!set.classes.some((known) => known.name === name))
      throw new UsageError(
        `--map ${name}: the truth has no such class. It has ${set.classes.map((known) => known.name).join(', ')}.`,
      );
  const mapping: ClassMapping = new Map(
    set.classes.map(({ name, target }) => [name, meanings.get(name) ?? target ?? 'omit']),
  );
  const omittedClasses = set.classes
    .filter(({ name, target }) => target === null && !meanings.has(name))
    .map(({ name, count }) => ({ name, boxes: count }));
  const total = set.patients.reduce((sum, { pictures }) => sum + pictures.length, 0);
  const skipped: SkippedFile[] = [
    ...set.withoutTruth.map((file) => ({ file, reason: 'it has no truth' })),
    ...set.missing.map((file) => ({ file, reason: 'the truth names it, and it is not there' })),
    ...set.leftOut.map(({ patient, error }) => ({
      file: patient ?? basename(folder),
      reason: error.message,
    })),
  ];
  if (set.crowds > 0)
    skipped.push({
      file: basename(folder),
      reason: `${set.crowds} regions of many cells (iscrowd) are no boxes of one`,
    });
  const cases: EvaluatedCase[] = [];
  let done = 0;
  for (const patient of set.patients) {
    try {
      const of = evaluatedCaseOf(await analysed(patient));
      if (of) cases.push(of);
    } catch (error) {
      skipped.push({ file: patient.name, reason: reasonOf(error) });
    }
  }
  return { ...evaluate(cases, PAPER_RULE), skipped, omittedClasses };

  async function analysed({ name, pictures }: SetPatient): Promise<Case> {
    const fields: Field[] = [];
    for (const { path, file, truth } of pictures) {
      const image = await decode(places.get(file) as string);
      const { width, height } = image;
      const field = newField({ id: path, name: path, width, height, scale: null });
      const cells = cellsUnder(boxesIn(field, truth), mapping);
      let count = 0;
      const analysis = await engine.analyseField(image, null);
      fields.push({
        ...analysedField(field, analysis, READER.imported.at, () => `${path}-${++count}`),
        readings: [{ readerId: READER.id, cells }],
      });
      onProgress?.(++done, total);
    }
    return { ...newCase(name, name, READER.imported.at), readers: [READER], fields };
  }
}

/** Every file below a folder; the contents of pictures stay on the disk until they are decoded. */
async function filesUnder(
  folder: string,
  path: string,
  places: Map<PlacedFile['file'], string>,
): Promise<PlacedFile[]> {
  const found: PlacedFile[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const [place, below] = [join(folder, entry.name), `${path}/${entry.name}`];
    if (entry.isDirectory()) found.push(...(await filesUnder(place, below, places)));
    else if (entry.isFile()) {
      const file = new File(
        mayHoldAnnotations(entry.name) ? [await readFile(place)] : [],
        entry.name,
      );
      places.set(file, place);
      found.push({ path: below, file });
    }
  }
  return found;
}
