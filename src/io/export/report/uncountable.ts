import type { Content } from 'pdfmake/interfaces';
import { say, tell } from '../../../domain/text/index.ts';
import { UNCOUNTABLE_REASONS, uncountableKinds } from '../../../domain/uncountable.ts';
import type { ReportSubject } from './input.ts';

/** What the cells are that do not count; nothing where there are none. */
export function uncountableNote({ document, words, language }: ReportSubject): Content[] {
  const { counts } = words;
  const found = uncountableKinds(document);
  const listed = UNCOUNTABLE_REASONS.flatMap((kind) => {
    const count = found.get(kind);
    return count === undefined
      ? []
      : [counts.kindCount(tell(say('exports.kind', { kind }), language), count)];
  });
  if (listed.length === 0) return [];
  const text = counts.kinds(listed.join(language === 'zh' ? '、' : ', '));
  return [{ text, style: 'fine', margin: [0, 2, 0, 0] }];
}
