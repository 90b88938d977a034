import { useSyncExternalStore } from 'react';
import type { FieldView } from './fieldView.ts';
import { scaleBar } from './view.ts';

/** How long some round number of micrometres is on the screen; renders when the zoom changes. */
export function ScaleBar({
  view,
  micrometresPerPixel,
}: {
  readonly view: FieldView;
  readonly micrometresPerPixel: number;
}) {
  const scale = useSyncExternalStore(view.subscribe, () => view.getState().view.scale);
  const bar = scaleBar(micrometresPerPixel, scale);
  return (
    <div className="scale-bar" role="img" aria-label={`${bar.micrometres} µm`}>
      <span style={{ width: bar.pixels }} />
      {bar.micrometres} µm
    </div>
  );
}
