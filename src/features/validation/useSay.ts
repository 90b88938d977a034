import { useCallback } from 'react';
import type { MessageValues } from '../../domain/message.ts';
import { type PhraseKey, say, tell } from '../../domain/text/index.ts';
import { useLanguage } from '../shared/useLanguage.ts';

/** The domain's phrases in the language of the interface. */
export function useSay(): (key: PhraseKey, values?: MessageValues) => string {
  const language = useLanguage();
  return useCallback((key, values) => tell(say(key, values), language), [language]);
}
