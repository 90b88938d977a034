import type { Language } from '../language.ts';

/** Names that the workstation itself gives to demonstration cases, in Chinese. */
const CASES: Readonly<Record<string, string>> = {
  'Demonstration – clear ALL': '演示病例——典型 ALL',
  'Demonstration – near the threshold': '演示病例——接近阈值',
  'Demonstration – regenerating marrow': '演示病例——骨髓再生',
};

const FIELD = /^Field (\d+)$/;

/**
 * The name of a case or field in a language where the workstation gave it; whatever a user or a
 * file named stays as it is.
 */
export function givenName(name: string, language: Language): string {
  if (language === 'en') return name;
  return CASES[name] ?? name.replace(FIELD, '视野 $1');
}
