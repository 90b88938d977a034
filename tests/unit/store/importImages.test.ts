import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/domain/message.ts';
import { tell } from '../../../src/domain/text/index.ts';
import { truncated } from '../../../src/io/image/errors.ts';
import { countByHand, mergeManualTally } from '../../../src/store/commands/index.ts';
import { createWorkstation } from '../../../src/store/workstation.ts';
import { caseOf, PAGE, testServices } from './support.ts';

const file = (name: string, head: string) =>
  new File([Uint8Array.from(head, (letter) => letter.charCodeAt(0)), 'rest'], name);

async function opened(change: Parameters<typeof testServices>[0] = {}) {
  const services = testServices(change);
  services.repository.cases.set('case-1', caseOf([]));
  const station = createWorkstation(services);
  await station.documents.open('case-1');
  const fields = () => station.store.getState().document!.fields;
  return { services, station, fields };
}

describe('importImages', () => {
  it('adds the good files, and names the broken one with its reason', async () => {
    const { services, station, fields } = await opened({
      decodeImage: async (_blob, name) => {
        if (name.startsWith('broken')) throw new Error('It ends too early.');
        return [{ ...PAGE, micrometresPerPixel: name === 'scaled.png' ? 0.08 : null }];
      },
    });
    const added = await station.importImages([
      file('a.png', '\x89PNG'),
      file('broken.jpg', '\xff\xd8'),
      file('scaled.png', '\x89PNG'),
    ]);
    expect(added).toBe(2);
    expect(fields().map((field) => field.name)).toEqual(['a.png', 'scaled.png']);
    expect(fields()[0]?.scale).toBeNull();
    expect(fields()[1]?.scale).toEqual({ micrometresPerPixel: 0.08, source: 'file' });
    expect(services.notices).toEqual([
      {
        level: 'error',
        key: 'notices.fileNotOpened',
        values: { name: 'broken.jpg', problem: { text: 'It ends too early.' } },
      },
    ]);
    expect(station.store.getState().activeFieldId).toBe(fields()[0]?.id);
  });

  it('names a file once', async () => {
    const { services, station } = await opened({
      decodeImage: async (_blob, name) => {
        throw truncated(name);
      },
    });
    await station.importImages([file('broken.png', '\x89PNG')]);
    const [notice] = services.notices;
    expect(notice).toMatchObject({
      key: 'notices.fileNotOpened',
      values: { name: 'broken.png' },
    });
    const problem = notice!.values!['problem'] as Message;
    expect(problem.text).toMatch(/^it is damaged or cut short.*Copy or export it again/);
    expect(tell(problem, 'zh')).toMatch(/^该文件已损坏/);
  });

  it('makes every page of a file a field, stored as something a browser shows', async () => {
    const { services, station, fields } = await opened({ decodeImage: async () => [PAGE, PAGE] });
    await station.importImages([file('stack.tif', 'II*\0')]);
    expect(fields().map((field) => field.name)).toEqual(['stack.tif · 1', 'stack.tif · 2']);
    for (const field of fields())
      expect(services.repository.images.get(field.imageId)?.type).toBe('image/png');
  });

  it('keeps the bytes of what a browser shows by itself, whatever its name says', async () => {
    const { services, station, fields } = await opened();
    await station.importImages([file('misnamed.tif', '\xff\xd8\xff')]);
    const stored = services.repository.images.get(fields()[0]!.imageId);
    expect(stored?.type).toBe('image/jpeg');
    expect(await stored?.text()).toContain('rest');
  });

  it('adds nothing to a signed case', async () => {
    const { station, fields, services } = await opened();
    station.documents.execute(countByHand('LBL', 1));
    station.documents.execute(mergeManualTally(true));
    expect(await station.documents.sign()).toBe('applied');
    expect(await station.importImages([file('a.png', '\x89PNG')])).toBe(0);
    expect(fields()).toHaveLength(0);
    expect(services.notices[0]?.key).toBe('notices.signed');
  });
});
