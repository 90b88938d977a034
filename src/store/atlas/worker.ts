import { expose } from 'comlink';
import { type ExamplePlan, renderExample } from '../../synth/example.ts';

const exampleWorker = {
  /** PNG of the example. */
  async render(plan: ExamplePlan): Promise<Blob> {
    const { side, data } = renderExample(plan);
    const canvas = new OffscreenCanvas(side, side);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('This browser gives no 2D canvas to a worker.');
    // Every pixel is opaque, so that the canvas keeps its colour exactly.
    context.putImageData(new ImageData(data, side, side), 0, 0);
    return canvas.convertToBlob({ type: 'image/png' });
  },
};
export type ExampleWorker = typeof exampleWorker;

expose(exampleWorker);
