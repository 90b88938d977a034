import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlastReading } from '../../../src/domain/case.ts';
import { CLASS_CODES, type ClassCode, type Label } from '../../../src/domain/classes.ts';
import { evaluate, evaluatedCaseOf } from '../../../src/domain/evaluation/index.ts';
import { recognitionFrom, sideOf } from '../../../src/domain/evaluation/recognition.ts';
import { countedClasses, isCounted } from '../../../src/domain/numerator.ts';
import { packManifestSchema } from '../../../src/domain/pack.ts';
import { recognitionOf } from '../../../src/domain/packRecognition.ts';
import { PAPER_RULE } from '../../../src/domain/rules.ts';
import { frozenCases } from './frozenPatients.ts';

const BLASTS: readonly ClassCode[] = ['LBL', 'MBL', 'MOB', 'MKB'];

describe('what a rule counts', () => {
  it('takes a group that is left open as the case reads it', () => {
    const counted = (label: Label, reading: BlastReading) => isCounted(PAPER_RULE, label, reading);
    expect(counted('LBL', 'unresolved')).toBe(true);
    expect(counted('MBL', 'lymphoid')).toBe(false);
    expect(counted('BLAST', 'lymphoid')).toBe(true);
    expect(counted('BLAST', 'myeloid')).toBe(false);
    expect(counted('BLAST', 'unresolved')).toBeNull();
    expect(counted('ERB', 'lymphoid')).toBe(false);
    expect([...countedClasses(PAPER_RULE, 'lymphoid', ['BLAST'])].sort()).toEqual(
      [...BLASTS].sort(),
    );
    expect(countedClasses(PAPER_RULE, 'lymphoid', [])).toEqual(['LBL']);
    expect(countedClasses(PAPER_RULE, 'myeloid', ['BLAST'])).toEqual(['LBL']);
  });
});

describe('how well the cells of some classes are told from others', () => {
  it('leaves out what may be either', () => {
    expect(sideOf(['BLAST'], BLASTS)).toBe(true);
    expect(sideOf(['BLAST'], ['LBL'])).toBeNull();
    expect(sideOf(['LYM', 'LYA'], BLASTS)).toBe(false);
    expect(sideOf(['LYM', 'LBL'], BLASTS)).toBeNull();
    const cells = [
      [true, true],
      [true, false],
      [true, true],
      [false, false],
      [false, true],
      [null, true],
      [false, null],
    ] as const;
    expect(recognitionFrom(cells)).toEqual({
      sensitivity: { right: 2, total: 3 },
      specificity: { right: 1, total: 2 },
      open: 2,
    });
  });

  it('counts every cell once, whatever it is and was called', () => {
    const labels = fc.constantFrom<Label>(...CLASS_CODES, 'BLAST', 'ERB');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(labels, labels)),
        fc.subarray([...CLASS_CODES]),
        (cells, of) => {
          const { sensitivity, specificity, open } = recognitionFrom(
            cells.map(([truth, named]) => [sideOf([truth], of), sideOf([named], of)]),
          );
          expect(sensitivity.total + specificity.total + open).toBe(cells.length);
          expect(sensitivity.right).toBeLessThanOrEqual(sensitivity.total);
          expect(specificity.right).toBeLessThanOrEqual(specificity.total);
        },
      ),
    );
  });

  it('of a set with truth is the rate of the rule’s only class', () => {
    const { classes, recognition } = evaluate(
      frozenCases().map((of) => evaluatedCaseOf(of)!),
      PAPER_RULE,
    );
    const lymphoblasts = classes.classes!.rows.find(({ label }) => label === 'LBL')!;
    const { sensitivity, specificity, open } = recognition!;
    expect(open).toBe(0);
    expect(sensitivity.total).toBe(lymphoblasts.support);
    expect(sensitivity.right / sensitivity.total).toBe(lymphoblasts.sensitivity.share);
    expect(specificity.right / specificity.total).toBe(lymphoblasts.specificity.share);
    expect(evaluate([], PAPER_RULE).recognition).toBeNull();
  });
});

describe('what a pack measured', () => {
  const rightOf = { right: 79, total: 100 };
  const measured = {
    classes: [...BLASTS].reverse(),
    sensitivity: rightOf,
    specificity: rightOf,
    on: 'a set',
    command: 'a command',
  };
  const manifest = {
    recognition: packManifestSchema.shape.recognition.parse([measured])!,
    unresolvedGroups: [{ id: 'BLAST' as const, name: 'Blast', members: [...BLASTS] }],
  };

  it('is used for exactly what a rule counts, no more and no less', () => {
    expect(recognitionOf(manifest, PAPER_RULE, 'lymphoid')).toEqual(measured);
    expect(recognitionOf(manifest, PAPER_RULE, 'myeloid')).toBeNull();
    expect(recognitionOf({ ...manifest, unresolvedGroups: [] }, PAPER_RULE, 'lymphoid')).toBeNull();
    expect(recognitionOf({ unresolvedGroups: [] }, PAPER_RULE, 'lymphoid')).toBeNull();
  });
});
