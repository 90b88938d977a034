import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Case, caseSchema } from '../../../src/domain/case.ts';
import { CLASS_CODES } from '../../../src/domain/classes.ts';
import * as commands from '../../../src/store/commands/index.ts';
import { createWorkstation } from '../../../src/store/workstation.ts';
import { analysisOf, box, caseOf, fieldOf, modelCell, testServices } from './support.ts';

const sample = () =>
  caseOf([
    fieldOf('f1', [
      modelCell('a', box(10, 10)),
      modelCell('b', box(60, 60), 'BLAST'),
      modelCell('c', box(120, 60), null, false),
    ]),
    fieldOf('f2', [modelCell('d', box(30, 30), 'SEG')]),
  ]);

async function openedWith(document: Case) {
  const services = testServices();
  services.repository.cases.set(document.id, structuredClone(document));
  const station = createWorkstation(services);
  await station.documents.open(document.id);
  const current = () => station.store.getState().document!;
  return { services, station, current, documents: station.documents };
}

/** The case without what only ever grows. */
const content = ({ audit: _audit, updatedAt: _updatedAt, ...rest }: Case) => rest;

const side = fc.integer({ min: 6, max: 80 });
const position = fc.integer({ min: 0, max: 250 });
const anyBox = fc.record({ x: position, y: position, width: side, height: side });
const target = fc.record({
  fieldId: fc.constantFrom('f1', 'f2', 'f3', 'gone'),
  cellIds: fc.subarray(['a', 'b', 'c', 'd', 'n1', 'n2', 'gone'], { minLength: 1 }),
});
let serial = 0;
const anyCommand: fc.Arbitrary<commands.Command> = fc.oneof(
  fc
    .tuple(target, fc.constantFrom(...CLASS_CODES, 'BLAST' as const, 'ERB' as const))
    .map(([at, label]) => commands.relabelCells(at, label)),
  fc.tuple(target, fc.boolean()).map(([at, value]) => commands.setCountable(at, value)),
  target.map((at) => commands.acceptCell(at)),
  target.map((at) => commands.deleteCells(at)),
  fc
    .tuple(fc.constantFrom('f1', 'f2'), anyBox)
    .map(([field, at]) => commands.drawBox(field, `drawn-${++serial}`, at)),
  fc
    .tuple(fc.constantFrom('f1', 'f2'), fc.constantFrom('a', 'b', 'c', 'd'), anyBox)
    .map(([field, cell, at]) => commands.changeBox(field, cell, at)),
  fc
    .tuple(fc.constantFrom('f1', 'f2'), fc.option(fc.constantFrom(0.05, 0.1)))
    .map(([field, scale]) => commands.setScale(field, scale)),
  fc.constantFrom('f1', 'f2').map((field) => commands.removeField(field)),
  fc
    .constant(null)
    .map(() => commands.addFields([fieldOf(`added-${++serial}`, [modelCell('z', box(5, 5))])])),
  fc
    .constantFrom('lymphoid', 'myeloid', 'unresolved')
    .map((blastReading) => commands.changeSettings({ blastReading: blastReading as 'lymphoid' })),
  fc.string({ minLength: 1, maxLength: 8 }).map((name) => commands.renameCase(name)),
);

describe('history', () => {
  it('takes any sequence of commands back to the start, and forth to the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyCommand, { minLength: 1, maxLength: 25 }), async (sequence) => {
        const { current, documents } = await openedWith(sample());
        const first = content(current());
        for (const command of sequence) documents.execute(command);
        const last = content(current());
        while (documents.undo() === 'applied');
        expect(content(current())).toEqual(first);
        while (documents.redo() === 'applied');
        expect(content(current())).toEqual(last);
        expect(() => caseSchema.parse(current())).not.toThrow();
      }),
      { numRuns: 120 },
    );
  });

  it('keeps every word of the reviewer whatever analyses come in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyCommand, { maxLength: 15 }),
        fc.array(anyBox, { maxLength: 6 }),
        async (sequence, found) => {
          const { current, documents } = await openedWith(sample());
          for (const command of sequence) documents.execute(command);
          const words = () =>
            current().fields.flatMap((field) =>
              field.cells
                .filter((cell) => cell.review || cell.origin === 'reviewer')
                .map((cell) => ({ id: cell.id, box: cell.box, review: cell.review })),
            );
          const before = words();
          for (const field of current().fields)
            await documents.applyAnalysis('case-1', field.id, analysisOf(found));
          expect(words()).toEqual(before);
          while (documents.undo() === 'applied');
          expect(() => caseSchema.parse(current())).not.toThrow();
        },
      ),
      { numRuns: 80 },
    );
  });

  it('drops what was undone as soon as something else is done, but not for a mere selection', async () => {
    const { station, documents } = await openedWith(sample());
    documents.execute(commands.renameCase('one'));
    documents.undo();
    station.selectCell('a');
    expect(station.store.getState().history.future).toHaveLength(1);
    documents.execute(commands.renameCase('two'));
    expect(station.store.getState().history.future).toHaveLength(0);
  });
});

describe('execute', () => {
  it('writes who, when and what, and saves', async () => {
    const { station, services, current, documents } = await openedWith(sample());
    station.setPreferences({ reviewer: 'Dr Example' });
    documents.execute(commands.relabelCells({ fieldId: 'f1', cellIds: ['a'] }, 'LYM'));
    await documents.settled();
    expect(current().audit.at(-1)).toMatchObject({
      by: 'Dr Example',
      command: 'cell.relabel',
      summary: 'Named 1 cell of field f1.png: Lymphocyte',
    });
    expect(services.repository.cases.get('case-1')).toEqual(current());
    expect(station.store.getState().save).toEqual({ kind: 'saved' });
  });

  it('says so when a change is not on the disk, and writes it on retry', async () => {
    const { station, services, documents } = await openedWith(sample());
    services.repository.full = 'The disk is full.';
    documents.execute(commands.renameCase('new name'));
    await documents.settled();
    expect(station.store.getState().save).toEqual({ kind: 'failed', problem: 'The disk is full.' });
    services.repository.full = null;
    documents.retrySave();
    await documents.settled();
    expect(station.store.getState().save).toEqual({ kind: 'saved' });
    expect(services.repository.cases.get('case-1')?.name).toBe('new name');
  });

  it('leaves no trace of a command that changes nothing', async () => {
    const { current, documents } = await openedWith(sample());
    expect(documents.execute(commands.deleteCells({ fieldId: 'f1', cellIds: ['gone'] }))).toBe(
      'unchanged',
    );
    expect(current().audit).toHaveLength(0);
  });

  it('naming an uncountable cell makes it countable', async () => {
    const { current, documents } = await openedWith(sample());
    documents.execute(commands.relabelCells({ fieldId: 'f1', cellIds: ['c'] }, 'MON'));
    expect(current().fields[0]!.cells[2]!.review).toMatchObject({ countable: true, label: 'MON' });
  });

  it('accepting pins the word in force against later analyses', async () => {
    const { current, documents } = await openedWith(sample());
    documents.execute(commands.acceptCell({ fieldId: 'f1', cellIds: ['b'] }));
    await documents.applyAnalysis('case-1', 'f1', analysisOf([box(60, 60)], 'SEG'));
    const cell = current().fields[0]!.cells.find((item) => item.id === 'b');
    expect(cell?.review?.label).toBe('BLAST');
    expect(cell?.model?.label).toBe('SEG');
  });
});

describe('signing', () => {
  it('locks the case for commands, undo and analyses until it is amended', async () => {
    const { services, current, documents } = await openedWith(sample());
    documents.execute(commands.renameCase('before'));
    expect(await documents.sign()).toBe('applied');
    expect(current().signature?.contentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(documents.execute(commands.renameCase('after'))).toBe('refused');
    expect(documents.undo()).toBe('refused');
    await documents.applyAnalysis('case-1', 'f1', analysisOf([]));
    expect(current().name).toBe('before');
    expect(current().fields[0]!.cells).toHaveLength(3);
    expect(services.notices.map((notice) => notice.key)).toContain('notices.signed');
    documents.execute(commands.amend('second look'));
    expect(current().signature).toBeNull();
    expect(current().audit.at(-1)?.summary).toContain('second look');
    expect(documents.execute(commands.renameCase('after'))).toBe('applied');
  });

  it('signs equal content with equal hashes, and other content with others', async () => {
    const hashOf = async (document: Case) => {
      const { current, documents } = await openedWith(document);
      await documents.sign();
      return current().signature?.contentHash;
    };
    const one = await hashOf(sample());
    expect(await hashOf(sample())).toBe(one);
    const other = sample();
    other.fields[1]!.cells[0]!.box = box(31, 30);
    expect(await hashOf(other)).not.toBe(one);
  });
});
