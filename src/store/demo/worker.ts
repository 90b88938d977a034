import { expose } from 'comlink';
import { DEMO_CASES } from '../../synth/demo.ts';
import { renderField } from '../../synth/field.ts';
import type { DemonstrationPlan, RenderedField } from '../services.ts';

const demonstrationWorker = {
  plans: (): DemonstrationPlan[] =>
    DEMO_CASES.map(({ id, name, fields }) => ({ id, name, fieldCount: fields.length })),

  async render(caseIndex: number, fieldIndex: number): Promise<RenderedField> {
    const field = DEMO_CASES[caseIndex]?.fields[fieldIndex];
    if (!field) throw new RangeError(`No demonstration field ${caseIndex}/${fieldIndex}.`);
    const { width, height, data, micrometresPerPixel, truth } = renderField(field.spec, field.seed);
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('This browser gives no 2D canvas to a worker.');
    // Every pixel is opaque, so that the canvas keeps its colour exactly.
    context.putImageData(new ImageData(data, width, height), 0, 0);
    const png = await canvas.convertToBlob({ type: 'image/png' });
    const name = `Field ${fieldIndex + 1}`;
    return { name, seed: field.seed, png, width, height, micrometresPerPixel, truth };
  },
};
export type DemonstrationWorker = typeof demonstrationWorker;

expose(demonstrationWorker);
