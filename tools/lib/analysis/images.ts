import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Case, CaseSettings, Description, Field } from '../../../src/domain/case.ts';
import { ExplainedError } from '../../../src/domain/explainedError.ts';
import type { Message } from '../../../src/domain/message.ts';
import { newCase, newField } from '../../../src/domain/newCase.ts';
import type { FileProblem } from '../../../src/domain/result.ts';
import { say } from '../../../src/domain/text/index.ts';
import type { AnalysisEngine } from '../../../src/engine/api.ts';
import { reasonOf, saidBy } from '../../../src/engine/errors.ts';
import { decodeInNode } from '../../../src/io/image/node.ts';
import { analysedField } from '../../../src/store/analysis/mergeAnalysis.ts';
import { displayNames } from './displayNames.ts';

/** What to analyse and how. */
export interface AnalysisPlan {
  readonly images: readonly string[];
  readonly settings: CaseSettings;
  /** µm per pixel of every image; null: from the file, else measured from the red cells. */
  readonly scale: number | null;
  /** Marks the case as rendered images. */
  readonly synthetic: boolean;
  readonly name: string;
  readonly description: Description;
}

/** A file that never became a field, and why. */
export interface UnreadFile {
  readonly file: string;
  readonly problem: Message;
}

export interface AnalysedImages {
  readonly document: Case;
  /** Files that could not be opened at all, or were there already. */
  readonly unread: readonly UnreadFile[];
  /** Reads the picture of a field again. @throws Error where its file has gone meanwhile */
  openPage(field: Field): Promise<FieldPage>;
}

/** Pixels of a field. */
export type FieldPage = Awaited<ReturnType<typeof decodeInNode>>[number];

const now = () => new Date().toISOString();

/** @throws ExplainedError naming the file, what is wrong with it and the remedy */
async function readBytes(path: string, file: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const reason = reasonOf(error).replaceAll(path, file);
    throw new ExplainedError(say('image.notOpened', { file, reason }), { cause: error });
  }
}

/** One new field a page. @throws Error naming the file, what is wrong with it and the remedy */
async function readFields(
  bytes: Uint8Array,
  name: string,
  plan: AnalysisPlan,
  firstNumber: number,
) {
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
  const unread: UnreadFile[] = [];
  /** Names of the files by what is in them: a cell is counted once, however often it is given. */
  const read = new Map<string, string>();
  const names = displayNames(plan.images);
  /** Pages are read again when they are written: all of them at once may be gigabytes. */
  const sources = new Map<string, { readonly path: string; readonly page: number }>();
  for (const [index, path] of plan.images.entries()) {
    const file = names[index] as string;
    let opened: Awaited<ReturnType<typeof readFields>>;
    try {
      const bytes = await readBytes(path, file);
      const content = createHash('sha256').update(bytes).digest('hex');
      const first = read.get(content);
      if (first !== undefined) throw new ExplainedError(say('image.sameAs', { file, first }));
      read.set(content, file);
      opened = await readFields(bytes, file, plan, fields.length + 1);
    } catch (error) {
      const problem = saidBy(error);
      unread.push({ file, problem });
      onProblem({ file, problem: problem.text });
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
    description: plan.description,
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
    return { ...field, status: 'failed', problem: saidBy(error) };
  }
}
