import { givenName } from '../../domain/text/givenNames.ts';
import { useLanguage } from './useLanguage.ts';

/** Tells names of cases and fields, those of the demonstration in the interface's language. */
export function useGivenName(): (name: string) => string {
  const language = useLanguage();
  return (name) => givenName(name, language);
}
