const canvasElement = (): HTMLElement => {
  const canvas = document.querySelector<HTMLElement>('.field-canvas');
  if (!canvas) throw new Error('There is no canvas.');
  return canvas;
};

/**
 * Records how long each frame took in which the view moved, ms. Frames in which no input came are
 * left out: they would flatter.
 */
export function recordFrames(): { stop(): readonly number[] } {
  const canvas = canvasElement();
  const intervals: number[] = [];
  let seen = canvas.dataset.view;
  let last = performance.now();
  let handle = requestAnimationFrame(function tick(time) {
    const view = canvas.dataset.view;
    if (view !== seen) intervals.push(time - last);
    seen = view;
    last = time;
    handle = requestAnimationFrame(tick);
  });
  return {
    stop() {
      cancelAnimationFrame(handle);
      return intervals;
    },
  };
}

/**
 * Waits for the next press and tells how long it took until a frame showed another selection, ms:
 * from the press's own time stamp to the task after the frame in which the canvas was drawn.
 */
export function recordSelection(): Promise<number> {
  const canvas = canvasElement();
  const before = canvas.dataset.renderedSelection;
  return new Promise((resolve) => {
    let pressed = 0;
    canvas.addEventListener(
      'pointerdown',
      (event) => {
        pressed = event.timeStamp;
      },
      { capture: true, once: true },
    );
    const observer = new MutationObserver(() => {
      if (canvas.dataset.renderedSelection === before) return;
      observer.disconnect();
      // Konva has drawn, in an animation frame; the next one comes when that has been shown.
      requestAnimationFrame(() => resolve(performance.now() - pressed));
    });
    observer.observe(canvas, { attributes: true, attributeFilter: ['data-rendered-selection'] });
  });
}
