import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case, Cell, Diagnosis, ModelWord } from '../../../src/domain/case.ts';
import { CLASS_CODES, type Label } from '../../../src/domain/classes.ts';
import { newCase, newField } from '../../../src/domain/newCase.ts';

/** The set of patients that tests/fixtures/make_evaluation.py froze, as cases. */

export interface FrozenWord {
  box: [number, number, number, number];
  score: number;
  gate: number;
  countable: boolean;
  probabilities: number[] | null;
  label: Label | null;
}
export interface FrozenPatient {
  diagnosis: Diagnosis | null;
  fields: {
    truths: { box: FrozenWord['box']; label: Label | null; countable: boolean }[];
    words: FrozenWord[];
    boxes: [number, number, number, number, number][];
  }[];
}

/** The whole file, of whatever shape its reader knows it to have. */
export const frozenEvaluation = <Content>(): Content =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../fixtures/metrics/evaluation.json'), 'utf8'),
  ) as Content;

export interface FrozenSet {
  readonly patients: readonly FrozenPatient[];
  readonly operatingScore: number;
}

const frozen = frozenEvaluation<{ set: FrozenSet }>();

/** The patients in their order. */
export const frozenCases = (): Case[] => frozen.set.patients.map(frozenCase);

const boxOf = ([x, y, width, height]: FrozenWord['box']) => ({ x, y, width, height });
const PACK = { name: 'test', version: '1', hash: 'ab' };
const AT = '2026-01-02T03:04:05.000Z';

/** A patient of the frozen set as a case whose truth somebody imported. */
export function frozenCase({ diagnosis, fields }: FrozenPatient, index: number): Case {
  const id = `patient-${String(index).padStart(2, '0')}`;
  return {
    ...newCase(id, `Patient ${index}`, AT),
    ...(diagnosis ? { diagnosis } : {}),
    readers: [
      {
        id: 'truth',
        kind: 'truth',
        name: 'Truth',
        source: { format: 'coco', files: ['a.json'] },
        imported: { by: 'Dr Test', at: AT },
      },
    ],
    fields: fields.map(({ truths, words, boxes }, at) => ({
      ...newField({ id: `${id}-${at}`, name: `${at}.png`, width: 800, height: 800, scale: null }),
      status: 'analysed',
      analysis: { pack: PACK, backend: 'wasm', at: AT, elapsedMs: 1 },
      detector: { operatingScore: frozen.set.operatingScore, boxes },
      cells: words.map((word, cell) => cellOf(word, `${id}-${at}-${cell}`)),
      readings: [
        { readerId: 'truth', cells: truths.map((cell) => ({ ...cell, box: boxOf(cell.box) })) },
      ],
    })),
  };
}

function cellOf(
  { box, score, gate, countable, probabilities, label }: FrozenWord,
  id: string,
): Cell {
  const model: ModelWord = {
    pack: PACK,
    box: boxOf(box),
    detectionScore: score,
    countableProbability: gate,
    countable,
    label,
    probabilities:
      probabilities &&
      Object.fromEntries(CLASS_CODES.map((code, i) => [code, probabilities[i] as number])),
    shrunkToFit: false,
  };
  return { id, box: model.box, origin: 'model', model, review: null };
}
