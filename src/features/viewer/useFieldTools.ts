import { useState } from 'react';
import { useStore } from 'zustand';
import { FieldView } from '../../canvas/fieldView.ts';
import type { Tool } from '../../canvas/modes.ts';
import type { BoxChange, CanvasEvents } from '../../canvas/usePointer.ts';
import type { Case, Field } from '../../domain/case.ts';
import type { Box } from '../../domain/geometry.ts';
import { changeBoxes, drawBox, splitCell } from '../../store/commands/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { look } from './look.ts';

export const POPOVERS = ['adjustments', 'filter'] as const;
export type PopoverName = (typeof POPOVERS)[number];

/** What only the field view can do, for buttons, palette and keys alike. */
export interface FieldActions {
  readonly draw: () => void;
  readonly split: () => void;
  readonly fit: () => void;
  readonly oneToOne: () => void;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly labels: () => void;
  readonly minimap: () => void;
  readonly readerBoxes: { readonly run: () => void; readonly available: boolean };
  readonly adjustments: () => void;
  readonly filter: () => void;
  /** Lays an armed tool down; without one, nothing is selected any more. */
  readonly deselect: () => void;
}

const ZOOM_STEP = 1.3;

/** The tools of the field view: which is chosen, pan and zoom, and what they do to the case. */
export function useFieldTools(document: Case, field: Field | null) {
  const { documents, select, services } = useWorkstation();
  const selection = useWorkstationState((state) => state.selection);
  const following = useWorkstationState((state) => state.access === 'follow');
  const [chosen, setTool] = useState<Tool>('select');
  const [popover, setPopover] = useState<PopoverName | null>(null);
  const [view] = useState(() => new FieldView());
  const { labels, minimap, readerBoxes } = useStore(look);

  const editable = document.signature === null && !following;
  const tool = editable ? chosen : 'select';
  const primary = field?.cells.find(({ id }) => id === selection.at(-1)) ?? null;
  const arm = (armed: Tool) => setTool(tool === armed || !editable ? 'select' : armed);
  const toggle = (name: PopoverName) => setPopover((open) => (open === name ? null : name));

  const actions: FieldActions = {
    draw: () => arm('draw'),
    split: () => arm('split'),
    fit: () => view.fit(),
    oneToOne: () => view.oneToOne(primary?.box),
    zoomIn: () => view.zoomBy(ZOOM_STEP),
    zoomOut: () => view.zoomBy(1 / ZOOM_STEP),
    labels: () => look.setState({ labels: !labels }),
    minimap: () => look.setState({ minimap: !minimap }),
    readerBoxes: {
      run: () => look.setState({ readerBoxes: !readerBoxes }),
      available: document.readers.length > 0,
    },
    adjustments: () => toggle('adjustments'),
    filter: () => toggle('filter'),
    deselect: () => (tool === 'select' ? select([]) : setTool('select')),
  };

  const events: CanvasEvents = {
    onSelect: (ids) => {
      // Whoever goes on has seen the place to which they were led.
      if (look.getState().place) look.setState({ place: null });
      select(ids);
    },
    onDraw: (box: Box) => {
      const id = services.newId();
      if (field && documents.execute(drawBox(field.id, id, box)) === 'applied') select([id]);
      setTool('select');
    },
    onChangeBoxes: (changes: readonly BoxChange[]) => void documents.execute(changeBoxes(changes)),
    onSplit: (id, parts) => {
      const ids = [services.newId(), services.newId()] as const;
      // One of the two, to be named at once; the other stays without a name until then.
      if (documents.execute(splitCell(id, parts, ids)) === 'applied') select([ids[0]]);
      setTool('select');
    },
    onCancelTool: () => setTool('select'),
  };

  return { tool, setTool, view, editable, popover, setPopover, primary, actions, events };
}
export type FieldTools = ReturnType<typeof useFieldTools>;
