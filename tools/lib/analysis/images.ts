import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Case, CaseSettings, Field } from '../../../src/domain/case.ts';
import { newCase, newField } from '../../../src/domain/newCase.ts';
import type { FileProblem } from '../../../src/domain/result.ts';
import { quote } from '../../../src/domain/text/index.ts';
import type { AnalysisEngine } from '../../../src/engine/api.ts';
import { reasonOf } from '../../../src/engine/errors.ts';
import { decodeInNode } from '../../../src/io/image/node.ts';
import { analysedField } from '../../../src/store/analysis/mergeAnalysis.ts';

/** What to analyse and how. */
export interface AnalysisPlan {
  readonly images: readonly string[];
  readonly settings: CaseSettings;
  /** µm per pixel of every image; null: from the file, else measured from the red cells. */
  readonly scale: number | null;
  /** Marks the case as rendered images. */
  readonly synthetic: boolean;
  readonly name: string;
}

export interface AnalysedImages {
  readonly document: Case;
  /** Files that could not be opened at all. */
  readonly unread: readonly FileProblem[];
  /** Reads the picture of a field again. @throws Error where its file has gone meanwhile */
  openPage(field: Field): Promise<FieldPage>;
}

/** Pixels of a field. */
export type FieldPage = Awaited<ReturnType<typeof decodeInNode>>[number];

const now = () => new Date().toISOString();

/** File names alone, but whole paths where two images share one. */
function displayNames(images: readonly string[]): string[] {
  const names = images.map((path) => basename(path));
  return names.map((name, index) =>
    names.indexOf(name) === names.lastIndexOf(name) ? name : (images[index] as string),
  );
}

/** One new field a page. @throws Error naming the file, what is wrong with it and the remedy */
async function readFields(path: string, name: string, plan: AnalysisPlan, firstNumber: number) {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new Error(
      `${name} could not be opened (${reasonOf(error)}). Check the path and that the file may be read.`,
      { cause: error },
    );
  }
  const pages = await decodeInNode(bytes, name);
  return pages.map((page, index) => ({ page, field: fieldOf(page, index) }));

  function fieldOf(page: (typeof pages)[number], index: number): Field {
    const id = `field-${firstNumber + index}`;
    const stated = page.micrometresPerPixel;
    return newField({
      id,
      name: pages.length === 1 ? name : `${name} · ${index + 1}`,
      width: page.width,
      height: page.height,
      scale:
        plan.scale !== null
          ? { micrometresPerPixel: plan.scale, source: 'entered' }
          : stated !== null
            ? { micrometresPerPixel: stated, source: 'file' }
            : null,
    });
  }
}

/**
 * Analyses image files one after the other into one case. A file or a field that fails is told to
 * `onProblem` and noted; the others go on.
 * @param engine open
 */
export async function analyzeImages(
  plan: AnalysisPlan,
  engine: AnalysisEngine,
  onField: (field: Field) => void,
  onProblem: (problem: FileProblem) => void,
): Promise<AnalysedImages> {
  const createdAt = now();
  const fields: Field[] = [];
  const unread: FileProblem[] = [];
  const names = displayNames(plan.images);
  /** Pages are read again when they are written: all of them at once may be gigabytes. */
  const sources = new Map<string, { readonly path: string; readonly page: number }>();
  for (const [index, path] of plan.images.entries()) {
    const file = names[index] as string;
    let opened: Awaited<ReturnType<typeof readFields>>;
    try {
      opened = await readFields(path, file, plan, fields.length + 1);
    } catch (error) {
      const problem = { file, problem: reasonOf(error) };
      unread.push(problem);
      onProblem(problem);
      continue;
    }
    for (const [number, { page, field }] of opened.entries()) {
      sources.set(field.id, { path, page: number });
      const done = await analyse(field, () => engine.analyseField(page, field.scale));
      fields.push(done);
      if (done.problem === null) onField(done);
      else onProblem({ file: done.name, problem: done.problem.text });
    }
  }
  const document: Case = {
    ...newCase(randomUUID(), plan.name, createdAt, plan.synthetic),
    updatedAt: now(),
    settings: plan.settings,
    fields,
  };
  return {
    document,
    unread,
    async openPage({ id, name }) {
      const source = sources.get(id);
      const pages = source ? await decodeInNode(await readFile(source.path), name) : [];
      const page = pages[source?.page ?? 0];
      if (!page) throw new Error(`${name} is no longer there as it was analysed. Run it again.`);
      return page;
    },
  };
}

async function analyse(
  field: Field,
  run: () => ReturnType<AnalysisEngine['analyseField']>,
): Promise<Field> {
  let cells = 0;
  try {
    return analysedField(field, await run(), now(), () => `${field.id}-cell-${++cells}`);
  } catch (error) {
    return { ...field, status: 'failed', problem: quote(reasonOf(error)) };
  }
}
