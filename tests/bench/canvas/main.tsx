import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { type Adjustments, NEUTRAL } from '../../../src/canvas/adjustments.ts';
import { FieldCanvas } from '../../../src/canvas/FieldCanvas.tsx';
import { FieldView } from '../../../src/canvas/fieldView.ts';
import type { CanvasCell } from '../../../src/canvas/paint.ts';
import { recordFrames, recordSelection } from './record.ts';

/** What the driver puts beside the page. */
interface BenchField {
  readonly width: number;
  readonly height: number;
  readonly cells: readonly CanvasCell[];
}

const view = new FieldView();
let adjust: (adjustments: Adjustments) => void = () => undefined;

function Page({ field, image }: { field: BenchField; image: HTMLImageElement }) {
  const [selectedIds, setSelected] = useState<readonly string[]>([]);
  const [adjustments, setAdjustments] = useState(NEUTRAL);
  adjust = setAdjustments;
  return (
    <FieldCanvas
      image={image}
      width={field.width}
      height={field.height}
      label="Field"
      view={view}
      cells={field.cells}
      selectedIds={selectedIds}
      tool="select"
      labels
      editable
      micrometresPerPixel={0.2}
      adjustments={adjustments}
      revision="1"
      onSelect={setSelected}
      onDraw={() => undefined}
      onChangeBoxes={() => undefined}
      onSplit={() => undefined}
      onCancelTool={() => undefined}
    />
  );
}

const field = (await (await fetch('/field/field.json')).json()) as BenchField;
const image = new Image();
image.src = '/field/field.png';
await image.decode();
createRoot(document.getElementById('root')!).render(<Page field={field} image={image} />);
Object.assign(globalThis, {
  bench: {
    recordFrames,
    recordSelection,
    adjust: (change: Partial<Adjustments>) => adjust({ ...NEUTRAL, ...change }),
    view: () => view.getState().view,
    oneToOne: () => view.oneToOne(),
    fit: () => view.fit(),
  },
});
