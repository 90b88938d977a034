import { useEffect, useState } from 'react';
import { useWorkstationState } from '../store/react.tsx';

/** Puts the chosen (or the system's) appearance on the document; returns the one in force. */
export function useTheme(): 'light' | 'dark' {
  const choice = useWorkstationState((state) => state.preferences.theme);
  const [systemDark, setSystemDark] = useState(
    () => window.matchMedia?.('(prefers-color-scheme: dark)').matches ?? false,
  );
  useEffect(() => {
    const query = window.matchMedia?.('(prefers-color-scheme: dark)');
    const follow = (event: MediaQueryListEvent) => setSystemDark(event.matches);
    query?.addEventListener('change', follow);
    return () => query?.removeEventListener('change', follow);
  }, []);
  const theme = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice;
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return theme;
}
