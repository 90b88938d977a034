import { describe, expect, it, vi } from 'vitest';
import { setScale } from '../../../src/store/commands/index.ts';
import { createWorkstation } from '../../../src/store/workstation.ts';
import {
  analysisOf,
  box,
  caseOf,
  fieldOf,
  PAGE,
  scriptedEngine,
  tabsInMemory,
  testServices,
} from './support.ts';

async function stationWith(change: Parameters<typeof testServices>[0]) {
  const services = testServices(change);
  const document = caseOf([fieldOf('f1'), fieldOf('f2'), fieldOf('f3')]);
  services.repository.cases.set(document.id, document);
  for (const field of document.fields)
    services.repository.images.set(field.imageId, new Blob(['picture']));
  const station = createWorkstation(services);
  await station.documents.open(document.id);
  const states = () => station.store.getState().jobs.map((job) => job.state);
  return { services, station, states };
}

describe('AnalysisQueue', () => {
  it('one bad field does not stop the others, and is told by name', async () => {
    const { services, station, states } = await stationWith({
      decodeImage: async (_blob, name) => {
        if (name === 'f2.png') throw new Error('The file is cut short.');
        return [PAGE];
      },
    });
    await station.analysis.analyse();
    expect(states()).toEqual(['done', 'failed', 'done']);
    const fields = station.store.getState().document!.fields;
    expect(fields.map((field) => field.status)).toEqual(['analysed', 'failed', 'analysed']);
    expect(fields[1]!.problem).toEqual({ text: 'The file is cut short.' });
    expect(services.notices).toEqual([
      {
        level: 'error',
        key: 'notices.fieldFailed',
        values: { name: 'f2.png', problem: 'The file is cut short.' },
      },
    ]);
  });

  it('cancelling keeps what is finished and leaves the rest untouched', async () => {
    const engine = scriptedEngine(async (_image, _scale, _progress, signal) => {
      if (station.store.getState().jobs[0]?.state === 'done') {
        setTimeout(() => station.analysis.cancel());
        await new Promise((_, reject) =>
          signal?.addEventListener('abort', () =>
            reject(new DOMException('Cancelled', 'AbortError')),
          ),
        );
      }
      return analysisOf([box(10, 10)]);
    });
    const { station, states, services } = await stationWith({ createEngine: () => engine });
    await station.analysis.analyse();
    expect(states()).toEqual(['done', 'cancelled', 'cancelled']);
    expect(station.store.getState().document!.fields.map((field) => field.status)).toEqual([
      'analysed',
      'new',
      'new',
    ]);
    expect(services.notices).toEqual([]);
    expect(station.store.getState().analysing).toBe(false);
  });

  it('tells once when the pack cannot be opened, and can try again', async () => {
    const open = vi.fn().mockRejectedValueOnce(new Error('manifest.json: 404'));
    open.mockResolvedValue({});
    const { services, station, states } = await stationWith({
      createEngine: () => scriptedEngine(async () => analysisOf([]), open),
    });
    await station.analysis.analyse();
    expect(states()).toEqual(['failed', 'failed', 'failed']);
    expect(services.notices).toHaveLength(1);
    expect(station.store.getState().engine).toEqual({
      phase: 'failed',
      problem: { text: 'manifest.json: 404' },
    });
    expect(station.store.getState().document!.fields[0]!.status).toBe('new');
    await station.analysis.analyse();
    expect(states()).toEqual(['done', 'done', 'done']);
  });

  it('analyses only what has no analysis yet, and everything when all have one', async () => {
    const { station } = await stationWith({});
    await station.analysis.analyse(['f2']);
    await station.analysis.analyse();
    expect(station.store.getState().jobs.map((job) => job.fieldId)).toEqual(['f1', 'f3']);
    await station.analysis.analyse();
    expect(station.store.getState().jobs).toHaveLength(3);
  });

  it('puts results into their own case when another one has been opened', async () => {
    const { station, services } = await stationWith({
      createEngine: () =>
        scriptedEngine(async () => {
          await station.documents.open('other');
          return analysisOf([box(10, 10)]);
        }),
    });
    services.repository.cases.set('other', caseOf([], 'other'));
    await station.analysis.analyse(['f1']);
    await station.documents.settled();
    expect(station.store.getState().document?.id).toBe('other');
    expect(services.repository.cases.get('case-1')?.fields[0]?.cells).toHaveLength(1);
    expect(station.store.getState().document?.fields).toHaveLength(0);
  });

  it('measures a scale anew but hands an entered one on', async () => {
    const scales: unknown[] = [];
    const { station } = await stationWith({
      createEngine: () =>
        scriptedEngine(async (_image, scale) => {
          scales.push(scale);
          return analysisOf([]);
        }),
    });
    await station.analysis.analyse(['f1']);
    await station.analysis.analyse(['f1']);
    station.documents.execute(setScale('f1', 0.07));
    await station.analysis.analyse(['f1']);
    expect(scales).toEqual([null, null, { micrometresPerPixel: 0.07, source: 'entered' }]);
  });

  it('analyses several cases, open or not, and tells the fields of duplicates apart', async () => {
    const { station, services } = await stationWith({});
    // A duplicate has fields of the same ids.
    services.repository.cases.set('twin', caseOf([fieldOf('f1'), fieldOf('f2')], 'twin'));
    await station.analysis.analyseCases(['case-1', 'twin']);
    const jobs = station.store.getState().jobs;
    expect(jobs.map((job) => [job.caseId, job.fieldId, job.state])).toEqual([
      ['case-1', 'f1', 'done'],
      ['case-1', 'f2', 'done'],
      ['case-1', 'f3', 'done'],
      ['twin', 'f1', 'done'],
      ['twin', 'f2', 'done'],
    ]);
    expect(services.repository.cases.get('twin')?.fields.map(({ status }) => status)).toEqual([
      'analysed',
      'analysed',
    ]);
  });

  it('cancels one case and goes on with the others', async () => {
    const { station, services } = await stationWith({
      createEngine: () =>
        scriptedEngine(async () => {
          station.analysis.cancel('case-1');
          return analysisOf([box(10, 10)]);
        }),
    });
    services.repository.cases.set('other', caseOf([fieldOf('f4')], 'other'));
    services.repository.images.set('image-f4', new Blob(['picture']));
    await station.analysis.analyseCases(['case-1', 'other']);
    const states = station.store.getState().jobs.map((job) => `${job.caseId} ${job.state}`);
    expect(states).toEqual([
      'case-1 cancelled',
      'case-1 cancelled',
      'case-1 cancelled',
      'other done',
    ]);
  });

  it('takes a case in while another is being analysed', async () => {
    let added: Promise<void> | null = null;
    const { station, services } = await stationWith({
      createEngine: () =>
        scriptedEngine(async () => {
          added ??= station.analysis.analyseCases(['other']);
          return analysisOf([box(10, 10)]);
        }),
    });
    services.repository.cases.set('other', caseOf([fieldOf('f4')], 'other'));
    services.repository.images.set('image-f4', new Blob(['picture']));
    await station.analysis.analyse(['f1']);
    await added;
    expect(station.store.getState().jobs.map(({ fieldId, state }) => [fieldId, state])).toEqual([
      ['f1', 'done'],
      ['f4', 'done'],
    ]);
  });

  it('fails a case that another tab edits at once, and says so once', async () => {
    const newTab = tabsInMemory();
    const { station, services } = await stationWith({ tabs: newTab() });
    services.repository.cases.set('theirs', caseOf([fieldOf('f4'), fieldOf('f5')], 'theirs'));
    await newTab().acquire(
      'theirs',
      () => undefined,
      () => undefined,
    );
    await station.analysis.analyseCases(['theirs', 'case-1']);
    const { jobs } = station.store.getState();
    expect(jobs.map(({ state }) => state)).toEqual(['failed', 'failed', 'done', 'done', 'done']);
    expect(jobs[0]?.problem?.key).toBe('case.elsewhere');
    expect(services.notices.map(({ key }) => key)).toEqual(['queue.caseFailed']);
    expect(services.repository.cases.get('theirs')?.audit).toEqual([]);
  });
});
