import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Case, caseSchema } from '../../../src/domain/case.ts';
import { CLASS_CODES } from '../../../src/domain/classes.ts';
import * as commands from '../../../src/store/commands/index.ts';
import type { Documents } from '../../../src/store/documents.ts';
import { createWorkstation } from '../../../src/store/workstation.ts';
import {
  analysisOf,
  box,
  caseOf,
  fieldOf,
  modelCell,
  tabsInMemory,
  testServices,
} from './support.ts';

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

/** Goes over every cell and field, as a reviewer must before signing. */
function reviewEverything(documents: Documents, document: Case): void {
  const cellIds = document.fields.flatMap((field) => field.cells.map((cell) => cell.id));
  documents.execute(commands.acceptCells({ cellIds }));
  for (const field of document.fields) documents.execute(commands.setFieldReviewed(field.id, true));
}

/** The case without what only ever grows. */
const content = ({ audit: _audit, updatedAt: _updatedAt, ...rest }: Case) => rest;

const side = fc.integer({ min: 6, max: 80 });
const position = fc.integer({ min: 0, max: 250 });
const anyBox = fc.record({ x: position, y: position, width: side, height: side });
const target = fc.record({
  cellIds: fc.subarray(['a', 'b', 'c', 'd', 'n1', 'n2', 'gone'], { minLength: 1 }),
});
let serial = 0;
const anyCommand: fc.Arbitrary<commands.Command> = fc.oneof(
  fc
    .tuple(target, fc.constantFrom(...CLASS_CODES, 'BLAST' as const, 'ERB' as const))
    .map(([at, label]) => commands.relabelCells(at, label)),
  fc.tuple(target, fc.boolean()).map(([at, value]) => commands.setCountable(at, value)),
  target.map((at) => commands.acceptCells(at)),
  target.map((at) => commands.deleteCells(at)),
  fc
    .tuple(fc.constantFrom('f1', 'f2'), anyBox)
    .map(([field, at]) => commands.drawBox(field, `drawn-${++serial}`, at)),
  fc
    .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), anyBox), {
      minLength: 1,
      selector: ([id]) => id,
    })
    .map((changes) => commands.changeBoxes(changes.map(([id, at]) => ({ id, box: at })))),
  fc
    .tuple(fc.constantFrom('a', 'b', 'd', 'gone'), anyBox, anyBox)
    .map(([cell, one, two]) =>
      commands.splitCell(cell, [one, two], [`half-${++serial}`, `half-${++serial}`]),
    ),
  fc
    .tuple(fc.constantFrom('f1', 'f2'), fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 }))
    .map(([field, cells]) => commands.mergeCells(field, cells, `merged-${++serial}`)),
  fc
    .tuple(fc.constantFrom('a', 'd', 'gone'), fc.constantFrom('', 'pale', 'smudged'))
    .map(([cell, text]) => commands.commentCell(cell, text)),
  fc
    .tuple(fc.constantFrom('f1', 'f2'), fc.integer({ min: 0, max: 3 }))
    .map(([field, place]) => commands.moveField(field, place)),
  fc.constantFrom('f1', 'f2').map((field) => commands.excludeField(field, 'thick')),
  fc.constantFrom('f1', 'f2').map((field) => commands.includeField(field)),
  fc
    .tuple(fc.constantFrom('f1', 'f2'), fc.boolean())
    .map(([field, reviewed]) => commands.setFieldReviewed(field, reviewed)),
  fc
    .tuple(fc.constantFrom('LBL', 'SEG', 'uncountable'), fc.constantFrom(1, -1))
    .map(([key, by]) => commands.countByHand(key as 'LBL', by as 1)),
  fc.constant(null).map(() => commands.clearManualTally()),
  fc.boolean().map((merged) => commands.mergeManualTally(merged)),
  fc
    .tuple(fc.constantFrom('specimen', 'site', 'stain'), fc.string({ maxLength: 6 }))
    .map(([part, text]) => commands.describeCase(part as 'site', text)),
  fc
    .tuple(fc.constantFrom('f1', 'f2'), fc.option(fc.constantFrom(0.05, 0.1)))
    .map(([field, scale]) => commands.setScale(field, scale)),
  fc.constantFrom('f1', 'f2').map((field) => commands.removeField(field)),
  fc
    .constant(null)
    .map(() => commands.addFields([fieldOf(`added-${++serial}`, [modelCell('z', box(5, 5))])])),
  fc
    .constantFrom('lymphoid', 'myeloid', 'unresolved')
    .map((blastReading) => commands.changeSetting('blastReading', blastReading as 'lymphoid')),
  fc.string({ minLength: 1, maxLength: 8 }).map((name) => commands.renameCase(name)),
);

describe('history', () => {
  it('takes any sequence of commands back to the start, and forth to the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyCommand, { minLength: 1, maxLength: 40 }), async (sequence) => {
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
    station.select(['a']);
    expect(station.store.getState().history.future).toHaveLength(1);
    documents.execute(commands.renameCase('two'));
    expect(station.store.getState().history.future).toHaveLength(0);
  });
});

describe('execute', () => {
  it('writes who, when and what, and saves', async () => {
    const { station, services, current, documents } = await openedWith(sample());
    station.setPreferences({ reviewer: 'Dr Example' });
    documents.execute(commands.relabelCells({ cellIds: ['a'] }, 'LYM'));
    await documents.settled();
    expect(current().audit.at(-1)).toMatchObject({
      by: 'Dr Example',
      command: 'cell.relabel',
      text: 'Named 1 cell of field f1.png: Lymphocyte',
    });
    expect(services.repository.cases.get('case-1')).toEqual(current());
    expect(station.store.getState().save).toEqual({ kind: 'saved' });
  });

  it('says so when a change is not on the disk, and writes it on retry', async () => {
    const { station, services, documents } = await openedWith(sample());
    services.repository.full = 'The disk is full.';
    documents.execute(commands.renameCase('new name'));
    await documents.settled();
    expect(station.store.getState().save).toMatchObject({ kind: 'failed', full: false });
    services.repository.full = null;
    documents.retrySave();
    await documents.settled();
    expect(station.store.getState().save).toEqual({ kind: 'saved' });
    expect(services.repository.cases.get('case-1')?.name).toBe('new name');
  });

  it('leaves no trace of a command that changes nothing', async () => {
    const { current, documents } = await openedWith(sample());
    expect(documents.execute(commands.deleteCells({ cellIds: ['gone'] }))).toBe('unchanged');
    expect(current().audit).toHaveLength(0);
  });

  it('naming an uncountable cell makes it countable', async () => {
    const { current, documents } = await openedWith(sample());
    documents.execute(commands.relabelCells({ cellIds: ['c'] }, 'MON'));
    expect(current().fields[0]!.cells[2]!.review).toMatchObject({ countable: true, label: 'MON' });
  });

  it('accepting pins the word in force against later analyses', async () => {
    const { current, documents } = await openedWith(sample());
    documents.execute(commands.acceptCells({ cellIds: ['b'] }));
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
    reviewEverything(documents, current());
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
    expect(current().audit.at(-1)?.reason).toBe('second look');
    expect(current().version).toBe(2);
    expect(current().earlier).toMatchObject([
      { version: 1, amended: { reason: 'second look' }, signature: { by: 'Unnamed reviewer' } },
    ]);
    expect(documents.execute(commands.renameCase('after'))).toBe('applied');
  });

  it('signs equal content with equal hashes, and other content with others', async () => {
    const hashOf = async (document: Case) => {
      const { current, documents } = await openedWith(document);
      reviewEverything(documents, current());
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

describe('sign-off', () => {
  it('is refused while anything is missing', async () => {
    const { current, documents } = await openedWith(sample());
    expect(await documents.sign()).toBe('refused');
    for (const { id } of current().fields) documents.execute(commands.setFieldReviewed(id, true));
    expect(await documents.sign()).toBe('applied');
  });

  it('keeps the signed version when the case is amended', async () => {
    const { services, current, documents } = await openedWith(sample());
    reviewEverything(documents, current());
    await documents.sign();
    const signed = current();
    documents.execute(commands.amend('second look'));
    documents.execute(commands.relabelCells({ cellIds: ['a'] }, 'LYM'));
    await documents.settled();
    expect(await services.repository.loadVersion('case-1', 1)).toEqual(signed);
  });
});

describe('the list', () => {
  it('duplicates a case with its reviews and without its signature', async () => {
    const { services, current, documents } = await openedWith(sample());
    reviewEverything(documents, current());
    await documents.sign();
    await documents.duplicate('case-1', 'Copy');
    expect(current()).toMatchObject({ name: 'Copy', version: 1, signature: null });
    expect(current().fields).toEqual(services.repository.cases.get('case-1')!.fields);
    expect(current().id).not.toBe('case-1');
  });

  it('deletes with an offer to undo', async () => {
    const { station, services, documents } = await openedWith(sample());
    await documents.remove('case-1');
    expect(station.store.getState()).toMatchObject({ document: null, cases: [], view: 'cases' });
    services.notices.at(-1)?.action?.run();
    await expect.poll(() => station.store.getState().cases.length).toBe(1);
    expect(await documents.open('case-1')).toBe(true);
  });

  it('changes a case that is not open', async () => {
    const { station, services, documents } = await openedWith(sample());
    await documents.create('Another');
    expect(await documents.executeOn('case-1', commands.setArchived(true))).toBe('applied');
    await documents.settled();
    expect(services.repository.cases.get('case-1')?.archivedAt).not.toBeNull();
    expect(station.store.getState().document?.name).toBe('Another');
  });
});

describe('two tabs on one case', () => {
  async function twoTabs() {
    const tabs = tabsInMemory();
    const first = testServices({ tabs: tabs() });
    first.repository.cases.set('case-1', structuredClone(sample()));
    const second = testServices({ tabs: tabs(), repository: first.repository });
    const one = createWorkstation(first);
    const two = createWorkstation(second);
    await one.documents.open('case-1');
    await two.documents.open('case-1');
    return { one, two, second };
  }

  it('let one edit and the other follow', async () => {
    const { one, two, second } = await twoTabs();
    expect(one.store.getState().access).toBe('edit');
    expect(two.store.getState().access).toBe('follow');
    expect(two.documents.execute(commands.renameCase('no'))).toBe('refused');
    expect(second.notices.map((notice) => notice.key)).toContain('notices.followed');
    one.documents.execute(commands.renameCase('yes'));
    await expect.poll(() => two.store.getState().document?.name).toBe('yes');
  });

  it('hand over with nothing lost', async () => {
    const { one, two } = await twoTabs();
    one.documents.execute(commands.renameCase('last word'));
    await two.documents.editHere();
    expect(two.store.getState()).toMatchObject({ access: 'edit', document: { name: 'last word' } });
    expect(one.store.getState().access).toBe('follow');
    expect(one.documents.execute(commands.renameCase('no'))).toBe('refused');
    expect(two.documents.execute(commands.renameCase('mine'))).toBe('applied');
    await expect.poll(() => one.store.getState().document?.name).toBe('mine');
  });

  it('let the second edit once the first has left the case', async () => {
    const { one, two } = await twoTabs();
    await one.documents.create('Another');
    await two.documents.editHere();
    expect(two.store.getState().access).toBe('edit');
  });
});
