import { type ReactNode, useEffect, useState } from 'react';
import { useWorkstation } from '../../store/react.tsx';
import { Keyboard } from './keyboard.ts';
import { PrefixHint } from './PrefixHint.tsx';
import { KeyboardContext } from './react.tsx';
import { StationActions } from './StationActions.tsx';

/** Hears the keys of the window for all views below; one for the whole app. */
export function KeyboardProvider({ children }: { children: ReactNode }) {
  const station = useWorkstation();
  const [keyboard] = useState(() => new Keyboard(station));
  useEffect(() => keyboard.listen(window), [keyboard]);
  return (
    <KeyboardContext value={keyboard}>
      {/* Before the views, so that what they offer stands above it. */}
      <StationActions />
      {children}
      <PrefixHint />
    </KeyboardContext>
  );
}
