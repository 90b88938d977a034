import { describe, expect, it } from 'vitest';
import {
  CONTROL,
  CONTROL_BYTES,
  MAX_SLICES,
  runShared,
  type SliceFunction,
} from '../../../src/engine/kernels/wasm/team.ts';

const control = () => new Int32Array(new SharedArrayBuffer(CONTROL_BYTES));

/** Runs one job of a kernel that writes down its slices. */
function run(words: Int32Array, slices: number, onSlice: (slice: number) => void = () => {}) {
  const done: number[] = [];
  const kernel: SliceFunction = (_, slice) => {
    done.push(slice);
    onSlice(slice);
  };
  const finished = runShared(words, [kernel], 0, slices, 0, 0);
  return { done: done.sort((a, b) => a - b), finished };
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('a shared job', () => {
  it('is done by its owner alone where no helper comes', () => {
    const words = control();
    for (const slices of [1, 2, 37, MAX_SLICES])
      expect(run(words, slices)).toEqual({ done: upTo(slices), finished: true });
  });

  it('leaves a slice to the helper that took it and did it', () => {
    const words = control();
    const helper = (slice: number) => {
      if (slice !== 5) return;
      // Takes slice 4 and does it, as another thread would.
      Atomics.sub(words, CONTROL.ticket, 1);
      Atomics.add(words, CONTROL.done, 1);
    };
    expect(run(words, 6, helper)).toEqual({ done: [0, 1, 2, 3, 5], finished: true });
  });

  it('notices a helper that died over its slice, and works on after it', () => {
    const words = control();
    const dying = (slice: number) => slice === 5 && Atomics.sub(words, CONTROL.ticket, 1);
    expect(run(words, 6, dying)).toEqual({ done: [0, 1, 2, 3, 5], finished: false });
    expect(run(words, 6)).toEqual({ done: upTo(6), finished: true });
  });

  it('survives the wrap of its number', () => {
    const words = control();
    words[CONTROL.ticket] = 0x7fffffff & ~MAX_SLICES;
    expect(run(words, 3)).toEqual({ done: [0, 1, 2], finished: true });
    expect(words[CONTROL.ticket]).toBeLessThan(0);
    expect(run(words, 3)).toEqual({ done: [0, 1, 2], finished: true });
  });
});
