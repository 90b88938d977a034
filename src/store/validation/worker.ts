import { expose } from 'comlink';
import { evaluate } from '../../domain/evaluation/index.ts';

const evaluationWorker = { evaluate };
export type EvaluationWorker = typeof evaluationWorker;

expose(evaluationWorker);
