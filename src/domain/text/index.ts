import type { AuditEntry } from '../case.ts';
import type { Language } from '../language.ts';
import type { Message, MessageValues, Values } from '../message.ts';
import { en } from './en/index.ts';
import type { Phrases } from './phrase.ts';
import { zh } from './zh/index.ts';

/** What the domain says, in every language of the interface. */

const PHRASES: Readonly<Record<Language, Phrases>> = { en, zh };

export type PhraseKey = keyof typeof en;

/** The values with every message among them told in the language. */
export const tellValues = (values: MessageValues, language: Language): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'object' ? tell(value, language) : value,
    ]),
  );

/** A message to be kept: its English, with the key and values that say it in another language. */
export const say = (key: PhraseKey, values: MessageValues = {}): Message => ({
  text: en[key](tellValues(values, 'en')),
  key,
  values: { ...values },
});

/** A message of somebody else's making, which no other language can say. */
export const quote = (text: string): Message => ({ text });

/** The message in a language; its English where that language has no words for it. */
export function tell(message: Message, language: Language): string {
  const phrase = message.key === undefined ? undefined : PHRASES[language][message.key];
  return phrase ? phrase(tellValues(message.values ?? {}, language)) : message.text;
}

/** A line of the audit trail in a language, with its reason. */
export function tellAudit(entry: AuditEntry, language: Language): string {
  const what = tell(entry, language);
  const phrases = language === 'en' ? en : zh;
  const travelled = entry.command === 'undo' || entry.command === 'redo';
  const said =
    travelled && entry.key !== undefined
      ? phrases[`audit.${entry.command as 'undo' | 'redo'}`]({ what })
      : what;
  return entry.reason === undefined
    ? said
    : phrases['audit.because']({ what: said, reason: entry.reason });
}
