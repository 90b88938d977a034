import { describe, expect, it } from 'vitest';
import { type OverlayBox, paintOverlay } from '../../../src/canvas/overlay.ts';
import type { Painter } from '../../../src/canvas/paint.ts';

/** Notes what is stroked and written, and in which style. */
function recorder() {
  const strokes: { colour: unknown; dash: readonly number[]; box?: readonly number[] }[] = [];
  const texts: string[] = [];
  let dash: readonly number[] = [];
  const idle = () => undefined;
  const painter = {
    strokeStyle: '',
    fillStyle: '',
    lineWidth: 0,
    font: '',
    textBaseline: 'middle',
    globalAlpha: 1,
    setLineDash: (next: number[]) => {
      dash = next;
    },
    strokeRect: (...box: number[]) => void strokes.push({ colour: painter.strokeStyle, dash, box }),
    stroke: () => void strokes.push({ colour: painter.strokeStyle, dash }),
    fillText: (text: string) => void texts.push(text),
    measureText: (text: string) => ({ width: text.length * 6 }),
    ...{ arc: idle, beginPath: idle, closePath: idle, fill: idle, fillRect: idle },
    ...{ lineTo: idle, moveTo: idle, rect: idle, roundRect: idle },
  };
  return { painter: painter as unknown as Painter, strokes, texts };
}

const VIEW = { scale: 2, x: 10, y: 0 };
const VIEWPORT = { width: 400, height: 300 };
const item = (x: number, side: number, more: Partial<OverlayBox> = {}): OverlayBox => ({
  box: { x, y: 20, width: side, height: side },
  colour: '#22d3ee',
  text: 'LBL',
  longText: 'Dr Second',
  ...more,
});

describe('boxes over a field', () => {
  it('are thin, dashed and in the reader’s colour over a dark line, in screen pixels', () => {
    const { painter, strokes, texts } = recorder();
    const drawn = paintOverlay(
      painter,
      { boxes: [item(20, 30), item(500, 30)], points: [] },
      VIEW,
      VIEWPORT,
      true,
    );
    expect(drawn).toBe(1);
    expect(strokes).toEqual([
      { colour: '#101418', dash: [4, 3], box: [50, 40, 60, 60] },
      { colour: '#22d3ee', dash: [4, 3], box: [50, 40, 60, 60] },
    ]);
    expect(texts).toEqual(['LBL']);
  });

  it('name their reader where there is room, and say nothing with labels off', () => {
    const wide = recorder();
    const overlay = { boxes: [item(20, 60), item(0, 5)], points: [] };
    paintOverlay(wide.painter, overlay, VIEW, VIEWPORT, true);
    expect(wide.texts).toEqual(['LBL · Dr Second']);
    const silent = recorder();
    paintOverlay(silent.painter, overlay, VIEW, VIEWPORT, false);
    expect(silent.texts).toEqual([]);
    expect(silent.strokes).toHaveLength(4);
  });

  it('draw a place solid and a point twice, on dark', () => {
    const { painter, strokes } = recorder();
    const at = { x: 5, y: 5 };
    paintOverlay(
      painter,
      {
        boxes: [item(20, 30, { solid: true, text: '' })],
        points: [{ at, colour: '#ffffff', sign: 'ring' }],
      },
      VIEW,
      VIEWPORT,
      true,
    );
    expect(strokes.map(({ colour, dash }) => [colour, dash.length])).toEqual([
      ['#101418', 0],
      ['#22d3ee', 0],
      ['#101418', 0],
      ['#ffffff', 0],
    ]);
  });
});
