import { createStore } from 'zustand/vanilla';
import type { WorkstationState } from '../../store/state.ts';
import type { Workstation } from '../../store/workstation.ts';
import { ACTIONS, type ActionId, appliesIn } from './actions.ts';
import { ownsPress, takesText } from './focus.ts';
import { type CustomKeys, type Keymap, keymapOf, readStroke } from './keymap.ts';
import { ActionRegistry } from './registry.ts';
import { strokeOf } from './strokes.ts';

/** How long the first of two strokes waits for the second, ms. */
export const PREFIX_MS = 3000;

/** Why the open case cannot be changed here, as the key of the notice that says so; null where it can. */
const lockOf = ({ document, access }: WorkstationState): string | null => {
  if (!document) return null;
  if (access === 'follow') return 'notices.followed';
  return document.signature ? 'notices.signed' : null;
};

/** The one path from a key, a menu or the palette to what an action does. */
export class Keyboard {
  readonly registry = new ActionRegistry();
  /** The first of two strokes, while the second is awaited. */
  readonly pending = createStore<{ readonly prefix: string | null }>(() => ({ prefix: null }));
  readonly #station: Workstation;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #read: { readonly custom: CustomKeys; readonly keymap: Keymap } | null = null;

  constructor(station: Workstation) {
    this.#station = station;
  }

  /** The keys in force. */
  get keymap(): Keymap {
    const custom = this.#state().preferences.keys;
    if (this.#read?.custom !== custom) this.#read = { custom, keymap: keymapOf(custom) };
    return this.#read.keymap;
  }

  /** Whether the action can be done now, in the view on the screen. */
  available = (id: ActionId): boolean => {
    const state = this.#state();
    return (
      appliesIn(id, state.view) &&
      this.registry.offers(id) &&
      !(ACTIONS[id].edits && lockOf(state) !== null)
    );
  };

  /** Does an action; false where it cannot be done. A locked case says why. */
  run = (id: ActionId): boolean => {
    const state = this.#state();
    const lock = ACTIONS[id].edits ? lockOf(state) : null;
    if (lock !== null) {
      this.#station.services.notify({ level: 'info', key: lock });
      return false;
    }
    return appliesIn(id, state.view) && this.registry.run(id);
  };

  /** Tells when `available` may answer differently. */
  subscribe = (listener: () => void): (() => void) => {
    const stops = [this.registry.subscribe(listener), this.#station.store.subscribe(listener)];
    return () => {
      for (const stop of stops) stop();
    };
  };

  /** Hears a window's keys until the returned function is called. */
  listen(target: Window): () => void {
    const onKeyDown = (event: KeyboardEvent) => this.#hear(event);
    const forget = () => this.#await(null);
    target.addEventListener('keydown', onKeyDown);
    target.addEventListener('blur', forget);
    return () => {
      target.removeEventListener('keydown', onKeyDown);
      target.removeEventListener('blur', forget);
      clearTimeout(this.#timer);
    };
  }

  #hear(event: KeyboardEvent): void {
    // A view that has used a key for itself says so by preventing its default.
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const stroke = strokeOf(event);
    if (stroke === null) return;
    const { prefix } = this.pending.getState();
    if (prefix !== null && stroke === 'Escape') {
      event.preventDefault();
      this.#await(null);
      return;
    }
    const focus = event.target instanceof Element ? event.target : document.body;
    const reading = readStroke(this.keymap, this.#state().view, prefix, stroke);
    const inText =
      reading.kind === 'action' && ACTIONS[reading.id].inText === true && takesText(focus);
    if (!inText && ownsPress(focus, event)) return;
    this.#await(reading.kind === 'prefix' ? reading.prefix : null);
    if (reading.kind === 'none') return;
    event.preventDefault();
    if (reading.kind === 'action' && (!event.repeat || ACTIONS[reading.id].repeats))
      this.run(reading.id);
  }

  #await(prefix: string | null): void {
    clearTimeout(this.#timer);
    if (this.pending.getState().prefix !== prefix) this.pending.setState({ prefix });
    if (prefix !== null) this.#timer = setTimeout(() => this.#await(null), PREFIX_MS);
  }

  #state(): WorkstationState {
    return this.#station.store.getState();
  }
}
