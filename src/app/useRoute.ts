import { useEffect } from 'react';
import { useWorkstation, useWorkstationState } from '../store/react.tsx';
import type { Target } from '../store/start.ts';
import { isCaseView, type WorkstationState } from '../store/state.ts';
import { hashOf, targetOf } from './route.ts';

/** The place that a state shows; null before there is one. */
function placeOf({
  document,
  view,
  start,
}: Pick<WorkstationState, 'document' | 'view' | 'start'>): Target | null {
  if (isCaseView(view)) return document && { caseId: document.id, view };
  return start.phase === 'ready' ? { view } : null;
}

/**
 * Keeps the address and the screen together: a reload comes back to the same place, back and forward
 * work, and each tab has a place of its own.
 */
export function useRoute(): void {
  const station = useWorkstation();
  const hash = useWorkstationState((state) => {
    const place = placeOf(state);
    return place && hashOf(place);
  });

  useEffect(() => {
    if (hash === null || hash === window.location.hash) return;
    // The first place replaces the bare address: back leads out, not into it.
    if (targetOf(window.location.hash) === null) window.history.replaceState(null, '', hash);
    else window.history.pushState(null, '', hash);
  }, [hash]);

  useEffect(() => {
    const go = async () => {
      const target = targetOf(window.location.hash);
      if (target) await station.goTo(target);
      // A place that does not exist leaves the screen, and so the address, where it was.
      const place = placeOf(station.store.getState());
      if (place && hashOf(place) !== window.location.hash)
        window.history.replaceState(null, '', hashOf(place));
    };
    const listen = () => void go();
    window.addEventListener('popstate', listen);
    return () => window.removeEventListener('popstate', listen);
  }, [station]);
}
