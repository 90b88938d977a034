import { Children, Fragment, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Group, Panel, type PanelImperativeHandle, Separator } from 'react-resizable-panels';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';

/** Width of a side column, px. The one column without widths takes what is left. */
export interface ColumnWidth {
  readonly id: string;
  readonly initial: number;
  readonly least: number;
  readonly most: number;
}

/** Width of what is left for the main column at least, px. */
const MAIN_LEAST = 420;

interface ColumnsProps {
  /** Under this name the widths are remembered. */
  readonly name: string;
  /** One a child; null for the main column. */
  readonly widths: readonly (ColumnWidth | null)[];
  readonly children: ReactNode;
}

/** Columns beside each other whose widths the user changes by mouse or arrow keys; remembered. */
export function Columns({ name, widths, children }: ColumnsProps) {
  const { t } = useTranslation();
  const { store, setPreferences } = useWorkstation();
  const kept = useWorkstationState((state) => state.preferences.panels[name]);
  const panels = useRef(new Map<string, PanelImperativeHandle>());

  const remember = () => {
    const sizes = Object.fromEntries(
      [...panels.current].map(([id, panel]) => [id, Math.round(panel.getSize().inPixels)]),
    );
    const before = store.getState().preferences.panels;
    setPreferences({ panels: { ...before, [name]: { ...before[name], ...sizes } } });
  };

  return (
    <Group
      id={`columns-${name}`}
      className="columns"
      onLayoutChanged={(_layout, { isUserInteraction }) => isUserInteraction && remember()}
    >
      {Children.toArray(children).map((child, index) => {
        const width = widths[index] ?? null;
        const id = width?.id ?? 'main';
        return (
          <Fragment key={id}>
            {index > 0 && (
              <Separator
                id={`${name}-separator-${index}`}
                className="column-separator"
                aria-label={t('shell.resize')}
              />
            )}
            {width ? (
              <Panel
                id={`${name}-${id}`}
                className="column"
                groupResizeBehavior="preserve-pixel-size"
                defaultSize={within(width, kept?.[id] ?? width.initial)}
                minSize={width.least}
                maxSize={width.most}
                panelRef={(panel) => {
                  if (panel) panels.current.set(id, panel);
                  else panels.current.delete(id);
                }}
              >
                {child}
              </Panel>
            ) : (
              <Panel id={`${name}-${id}`} className="column" minSize={MAIN_LEAST}>
                {child}
              </Panel>
            )}
          </Fragment>
        );
      })}
    </Group>
  );
}

const within = ({ least, most }: ColumnWidth, size: number): number =>
  Math.min(most, Math.max(least, size));

/** Initial width of a side column by that of the window, px: small screens keep room for the field. */
export function widthFor(widths: { small: number; medium: number; large: number; huge: number }) {
  const { innerWidth } = window;
  if (innerWidth < 1500) return widths.small;
  if (innerWidth < 1800) return widths.medium;
  return innerWidth < 2400 ? widths.large : widths.huge;
}

export const railWidth = (): ColumnWidth => ({
  id: 'rail',
  initial: widthFor({ small: 216, medium: 232, large: 260, huge: 320 }),
  least: 180,
  most: 420,
});

export const reviewWidth = (): ColumnWidth => ({
  id: 'review',
  initial: widthFor({ small: 376, medium: 372, large: 468, huge: 560 }),
  least: 340,
  most: 720,
});
