import type { AnalysisJob } from '../../store/state.ts';

/** Weight of each stage within a field, from its usual share of the time. */
const STAGE_START: Readonly<Record<string, readonly [number, number]>> = {
  // Each network is warmed up once it is loaded; both count bytes.
  loading: [0, 0.15],
  'warming-up': [0, 0.15],
  scale: [0.15, 0.2],
  detecting: [0.2, 0.45],
  gating: [0.45, 0.6],
  classifying: [0.6, 1],
};

export const isOpen = ({ state }: AnalysisJob): boolean =>
  state === 'queued' || state === 'running';
const isOver = (job: AnalysisJob): boolean => !isOpen(job);

/** Share of a run that is done, 0–1. */
export function overall(jobs: readonly AnalysisJob[]): number {
  if (jobs.length === 0) return 0;
  const shares = jobs.map((job) => {
    if (isOver(job)) return 1;
    if (job.state !== 'running' || !job.progress) return 0;
    const [from, to] = STAGE_START[job.progress.stage] ?? [0, 0];
    const { done, total } = job.progress;
    return from + (to - from) * (total > 0 ? Math.min(1, done / total) : 0);
  });
  return shares.reduce((sum, share) => sum + share, 0) / jobs.length;
}

/** How far the analysis of one case has come. */
export interface CaseRun {
  readonly caseId: string;
  readonly name: string;
  readonly total: number;
  /** Fields that are over, however they ended. */
  readonly over: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly running: boolean;
  readonly open: boolean;
  /** 0–1. */
  readonly share: number;
}

/** The jobs of the queue, case by case, in their order. */
export function runsByCase(jobs: readonly AnalysisJob[]): readonly CaseRun[] {
  const byCase = new Map<string, AnalysisJob[]>();
  for (const job of jobs) byCase.set(job.caseId, [...(byCase.get(job.caseId) ?? []), job]);
  return [...byCase].map(([caseId, own]) => ({
    caseId,
    name: own[0]!.caseName,
    total: own.length,
    over: own.filter(isOver).length,
    failed: own.filter(({ state }) => state === 'failed').length,
    cancelled: own.filter(({ state }) => state === 'cancelled').length,
    running: own.some(({ state }) => state === 'running'),
    open: own.some(isOpen),
    share: overall(own),
  }));
}
