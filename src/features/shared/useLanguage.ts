import type { Language } from '../../domain/language.ts';
import { useWorkstationState } from '../../store/react.tsx';

/** The language of the interface, for what the domain says. */
export const useLanguage = (): Language =>
  useWorkstationState((state) => state.preferences.language);
