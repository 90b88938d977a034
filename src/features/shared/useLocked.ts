import { useWorkstationState } from '../../store/react.tsx';

/** Whether the open case cannot be changed here: it is signed, or another tab edits it. */
export const useLocked = (): boolean =>
  useWorkstationState(
    ({ document, access }) => access === 'follow' || (document?.signature ?? null) !== null,
  );
