import { act, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { FieldStatus } from '../../src/features/fields/FieldStatus.tsx';
import { useWorkstationState } from '../../src/store/react.tsx';
import type { AnalysisJob } from '../../src/store/state.ts';
import { caseOf, ENGINE_INFO, fieldOf } from '../unit/store/support.ts';
import { renderPart } from './renderPart.tsx';

const sample = caseOf([fieldOf('f1')]);

function OfJob() {
  const job = useWorkstationState(({ jobs }) => jobs[0]);
  return <FieldStatus field={sample.fields[0]!} job={job} />;
}

it('tells a field that waits for one of the engine’s workers from one for which the pack is loaded', async () => {
  const { station } = await renderPart(sample, () => <OfJob />);
  const job: AnalysisJob = {
    caseId: sample.id,
    caseName: sample.name,
    fieldId: 'f1',
    name: 'f1',
    state: 'running',
    progress: null,
    problem: null,
  };
  const { store } = station;
  act(() => store.setState({ jobs: [job], engine: { phase: 'opening', progress: null } }));
  expect(screen.getByText('Loading pack')).toBeVisible();
  act(() => store.setState({ engine: { phase: 'open', info: ENGINE_INFO } }));
  expect(screen.getByText('Waiting')).toBeVisible();
  const progress = { stage: 'detecting', done: 0, total: 1 } as const;
  act(() => store.setState({ jobs: [{ ...job, progress }] }));
  expect(screen.queryByText('Waiting')).toBeNull();
});
