import type { Message } from '../../domain/message.ts';
import type { Change } from './delta.ts';

/** One undo step: the command that made it and what it changed. */
export interface HistoryStep {
  readonly command: string;
  readonly summary: Message;
  readonly changes: readonly Change[];
}

/** Undo and redo stacks; the newest step of each is last. Not limited in length. */
export interface History {
  readonly past: readonly HistoryStep[];
  readonly future: readonly HistoryStep[];
}

export const EMPTY_HISTORY: History = { past: [], future: [] };

/** Adds a step. What had been undone can no longer be redone. */
export const pushStep = (history: History, step: HistoryStep): History => ({
  past: [...history.past, step],
  future: [],
});

/** Moves the newest step from `past` to `future`; null where there is none. */
export function stepBack(history: History): { step: HistoryStep; history: History } | null {
  const step = history.past.at(-1);
  if (!step) return null;
  return {
    step,
    history: { past: history.past.slice(0, -1), future: [...history.future, step] },
  };
}

/** Moves the newest undone step from `future` back to `past`; null where there is none. */
export function stepForward(history: History): { step: HistoryStep; history: History } | null {
  const step = history.future.at(-1);
  if (!step) return null;
  return {
    step,
    history: { past: [...history.past, step], future: history.future.slice(0, -1) },
  };
}
