import { useWorkstation, useWorkstationState } from '../../store/react.tsx';

/** Whether the rail of fields is folded away; remembered. */
export function useRail(): {
  readonly collapsed: boolean;
  readonly setCollapsed: (on: boolean) => void;
} {
  const { setPreferences } = useWorkstation();
  const panels = useWorkstationState((state) => state.preferences.panels);
  return {
    collapsed: panels.rail?.collapsed === 1,
    setCollapsed: (on) =>
      setPreferences({ panels: { ...panels, rail: { collapsed: on ? 1 : 0 } } }),
  };
}
