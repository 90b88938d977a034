import type { Box } from '../domain/geometry.ts';
import {
  centredOn,
  covers,
  fitView,
  keepInSight,
  type Point,
  reveal,
  type Size,
  type View,
  zoomAt,
} from './view.ts';

/** Where the picture lies, in which window, and how large it is. */
export interface FieldViewState {
  readonly view: View;
  /** CSS pixels. */
  readonly viewport: Size;
  /** Image pixels. */
  readonly image: Size;
}

/**
 * Pan and zoom of one picture, outside React: a pointer move costs a redraw and no render. The
 * canvas, the minimap and the zoom readout subscribe to the same one.
 *
 * A new picture is fitted; a resized window is fitted again as long as the user has not zoomed.
 */
export class FieldView {
  #state: FieldViewState = {
    view: { scale: 1, x: 0, y: 0 },
    viewport: { width: 1, height: 1 },
    image: { width: 1, height: 1 },
  };
  #fitted = true;
  readonly #listeners = new Set<() => void>();

  readonly getState = (): FieldViewState => this.#state;

  /** @returns a function that ends the subscription. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Another picture: fitted anew. */
  setImage(image: Size): void {
    this.#set({ image });
    this.fit();
  }

  setViewport(viewport: Size): void {
    const { width, height } = this.#state.viewport;
    if (width === viewport.width && height === viewport.height) return;
    this.#set({ viewport });
    if (this.#fitted) this.fit();
    else this.setView(this.#state.view);
  }

  /** The view as asked for, with at least a strip of the picture kept in sight. */
  setView(view: View): void {
    this.#fitted = false;
    this.#set({ view: keepInSight(view, this.#state.image, this.#state.viewport) });
  }

  fit(): void {
    this.#fitted = true;
    this.#set({ view: fitView(this.#state.image, this.#state.viewport) });
  }

  /** @param anchor the point of the screen that stays; the middle unless told. */
  zoomBy(factor: number, anchor: Point = this.#middle()): void {
    const { view, image, viewport } = this.#state;
    const smallest = Math.min(1, fitView(image, viewport).scale) / 2;
    this.setView(zoomAt(view, anchor, view.scale * factor, smallest));
  }

  /** One image pixel to one CSS pixel. @param around the box in the middle of interest */
  oneToOne(around: Box | null = null): void {
    const { view } = this.#state;
    const anchor = around
      ? {
          x: (around.x + around.width / 2) * view.scale + view.x,
          y: (around.y + around.height / 2) * view.scale + view.y,
        }
      : this.#middle();
    this.setView(zoomAt(view, anchor, 1, 0.01));
  }

  panBy(dx: number, dy: number): void {
    const { view } = this.#state;
    this.setView({ ...view, x: view.x + dx, y: view.y + dy });
  }

  /** Brings a point of the image into the middle. */
  centreOn(point: Point): void {
    this.setView(centredOn(this.#state.view, point, this.#state.viewport));
  }

  /** Moves by as little as brings a box into sight; a fitted picture stays fitted. */
  reveal(box: Box): void {
    const { view, viewport } = this.#state;
    const next = reveal(view, box, viewport);
    if (next !== view) this.#set({ view: next });
  }

  /** Whether the whole picture is in sight. */
  readonly showsAll = (): boolean => covers(this.#state);

  #middle(): Point {
    const { width, height } = this.#state.viewport;
    return { x: width / 2, y: height / 2 };
  }

  #set(change: Partial<FieldViewState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
