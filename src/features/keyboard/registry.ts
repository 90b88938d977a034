import type { ActionId } from './actions.ts';

/** What an action does where it is offered; `available: false` shows it, but greyed out. */
export type ActionHandler =
  | (() => void)
  | { readonly run: () => void; readonly available: boolean };

export type ActionHandlers = Partial<Readonly<Record<ActionId, ActionHandler>>>;

/** Handlers of one part of the screen. */
export interface ActionLayer {
  handlers: ActionHandlers;
}

const runsNow = (handler: ActionHandler): boolean =>
  typeof handler === 'function' || handler.available;

/** Which ids a layer offers and which of them run now: all that others can see of it. */
const outline = (handlers: ActionHandlers): string =>
  Object.entries(handlers)
    .map(([id, handler]) => `${id}:${runsNow(handler)}`)
    .join();

/** The handlers of what is on the screen; of two for one action, the later one counts. */
export class ActionRegistry {
  readonly #layers: ActionLayer[] = [];
  readonly #listeners = new Set<() => void>();

  add(handlers: ActionHandlers): ActionLayer {
    const layer = { handlers };
    this.#layers.push(layer);
    this.#tell();
    return layer;
  }

  /** Puts other handlers into a layer; its place stays. */
  update(layer: ActionLayer, handlers: ActionHandlers): void {
    const changed = outline(layer.handlers) !== outline(handlers);
    layer.handlers = handlers;
    if (changed) this.#tell();
  }

  remove(layer: ActionLayer): void {
    const at = this.#layers.indexOf(layer);
    if (at < 0) return;
    this.#layers.splice(at, 1);
    this.#tell();
  }

  /** Whether anything on the screen offers the action and can do it now. */
  offers(id: ActionId): boolean {
    const handler = this.#find(id);
    return handler !== undefined && runsNow(handler);
  }

  /** Does it; false where nothing on the screen can. */
  run(id: ActionId): boolean {
    const handler = this.#find(id);
    if (!handler || !runsNow(handler)) return false;
    if (typeof handler === 'function') handler();
    else handler.run();
    return true;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #find(id: ActionId): ActionHandler | undefined {
    return this.#layers.findLast(({ handlers }) => handlers[id] !== undefined)?.handlers[id];
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
