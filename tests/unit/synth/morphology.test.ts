import { beforeAll, describe, expect, it } from 'vitest';
import { CLASS_CODES, type ClassCode } from '../../../src/domain/classes.ts';
import { MORPHOLOGIES } from '../../../src/synth/cells/index.ts';
import { renderField } from '../../../src/synth/field.ts';
import { BARE, isNuclear, isStained, type Pixel, pixels } from './helpers.ts';

const SEEDS = [1, 2, 3, 4, 5, 6];

interface Portrait {
  /** Longer side of the box, micrometres. */
  readonly size: number;
  /** Nuclear share of the cell's area. */
  readonly nuclear: number;
  /** Mean colour of the cytoplasm. */
  readonly cytoplasm: { readonly red: number; readonly green: number; readonly blue: number };
  /** Mean green of the nucleus: the lower, the denser. */
  readonly chromatin: number;
}

const mean = (list: readonly Pixel[], of: 'red' | 'green' | 'blue') =>
  list.reduce((sum, p) => sum + p[of], 0) / Math.max(1, list.length);

/** What single cells of the class measure, averaged over several. */
function portrait(code: ClassCode): Portrait {
  const each = SEEDS.map((seed) => {
    const field = renderField(
      { ...BARE, width: 250, height: 250, composition: { [code]: 1 }, nucleatedCells: 1 },
      seed,
    );
    const cell = [...pixels(field)].filter(isStained);
    const nucleus = cell.filter(isNuclear);
    const rest = cell.filter((p) => !isNuclear(p));
    const box = field.truth[0]!.box;
    return {
      size: Math.max(box.width, box.height) * field.micrometresPerPixel,
      nuclear: nucleus.length / cell.length,
      red: mean(rest, 'red'),
      green: mean(rest, 'green'),
      blue: mean(rest, 'blue'),
      chromatin: mean(nucleus, 'green'),
    };
  });
  const average = (of: keyof (typeof each)[number]) =>
    each.reduce((sum, e) => sum + e[of], 0) / each.length;
  return {
    size: average('size'),
    nuclear: average('nuclear'),
    cytoplasm: { red: average('red'), green: average('green'), blue: average('blue') },
    chromatin: average('chromatin'),
  };
}

describe('morphology', () => {
  let portraits: Record<ClassCode, Portrait>;
  beforeAll(() => {
    portraits = Object.fromEntries(CLASS_CODES.map((code) => [code, portrait(code)])) as Record<
      ClassCode,
      Portrait
    >;
  });

  it.each(CLASS_CODES)('renders %s with its label, a nucleus and its textbook size', (code) => {
    const field = renderField({ ...BARE, composition: { [code]: 1 }, nucleatedCells: 2 }, 9);
    expect(field.truth.map((t) => t.label)).toEqual([code, code]);
    const kinds = MORPHOLOGIES.filter((m) => m.code === code && m.weight > 0);
    expect(kinds.length).toBeGreaterThan(0);
    const { size, nuclear } = portraits[code];
    expect(nuclear).toBeGreaterThan(0.1);
    // A cell on the field's edge shows in part; blebs and oval shapes reach beyond the diameter.
    expect(size).toBeGreaterThan(0.6 * Math.min(...kinds.map((m) => m.diameter[0])));
    expect(size).toBeLessThan(1.4 * Math.max(...kinds.map((m) => m.diameter[1])));
  });

  it('lets erythroblasts shrink, condense and turn from blue to red as they ripen', () => {
    const stages = (['PEB', 'BEB', 'PCE', 'OCE'] as const).map((code) => portraits[code]);
    for (let i = 1; i < stages.length; i++) {
      const before = stages[i - 1]!;
      const after = stages[i]!;
      expect(after.size).toBeLessThan(before.size);
      expect(after.chromatin).toBeLessThan(before.chromatin);
      expect(after.nuclear).toBeLessThan(before.nuclear);
    }
    const redness = stages.map((s) => s.cytoplasm.red - s.cytoplasm.blue);
    expect(redness[1]!).toBeLessThan(redness[2]!);
    expect(redness[2]!).toBeLessThan(redness[3]!);
  });

  it('gives blasts more open chromatin and relatively larger nuclei than their offspring', () => {
    expect(portraits.LBL.chromatin).toBeGreaterThan(portraits.LYM.chromatin);
    for (const ripe of ['MYC', 'MMC', 'BND', 'SEG'] as const) {
      expect(portraits.MBL.nuclear).toBeGreaterThan(portraits[ripe].nuclear);
      expect(portraits.MBL.chromatin).toBeGreaterThan(portraits[ripe].chromatin);
    }
  });

  it('tells the cytoplasms apart by colour', () => {
    const { EOS, SEG, LYM, MBL, BEB } = portraits;
    expect(EOS.cytoplasm.red - EOS.cytoplasm.blue).toBeGreaterThan(30);
    expect(SEG.cytoplasm.red - SEG.cytoplasm.green).toBeGreaterThan(10);
    for (const blue of [LYM, MBL, BEB]) {
      expect(blue.cytoplasm.blue - blue.cytoplasm.red).toBeGreaterThan(20);
    }
    expect(BEB.cytoplasm.red).toBeLessThan(MBL.cytoplasm.red);
  });

  it('makes the promegakaryocyte the largest cell and the orthochromatic erythroblast a small one', () => {
    for (const code of CLASS_CODES) {
      if (code !== 'PMK') expect(portraits[code].size).toBeLessThan(portraits.PMK.size);
    }
    expect(portraits.OCE.size).toBeLessThan(portraits.SEG.size);
  });
});
