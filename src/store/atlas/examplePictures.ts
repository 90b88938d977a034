import type { ExamplePlan } from '../../synth/example.ts';
import type { ExampleRenderer } from './renderer.ts';

/**
 * Rendered examples as object URLs, each drawn once on first demand and kept for the page's life.
 * The renderer lives only while something is being drawn.
 */
export class ExamplePictures {
  readonly #create: () => ExampleRenderer;
  readonly #pictures = new Map<string, Promise<string>>();
  #renderer: ExampleRenderer | null = null;
  #drawing = 0;

  constructor(create: () => ExampleRenderer) {
    this.#create = create;
  }

  /** Object URL of the example's picture. @throws where it could not be drawn. */
  get(plan: ExamplePlan): Promise<string> {
    const id = `${plan.kind}/${plan.seed}`;
    const known = this.#pictures.get(id);
    if (known) return known;
    const drawing = this.#draw(plan);
    this.#pictures.set(id, drawing);
    // A failure is not kept, so that the next visit tries again.
    drawing.catch(() => this.#pictures.delete(id));
    return drawing;
  }

  async #draw(plan: ExamplePlan): Promise<string> {
    this.#drawing++;
    try {
      this.#renderer ??= this.#create();
      return URL.createObjectURL(await this.#renderer.render(plan));
    } finally {
      this.#drawing--;
      if (this.#drawing === 0) {
        this.#renderer?.close();
        this.#renderer = null;
      }
    }
  }
}
