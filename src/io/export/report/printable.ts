import type { Content, DynamicContent, TDocumentDefinitions } from 'pdfmake/interfaces';
import { CHINESE, LATIN, type Run, runsOf } from './fonts.ts';
import { en } from './words/en.ts';
import { zh } from './words/zh.ts';

/** Every text of a document, with the typeface that prints it: no text comes to a page another way. */

export interface Printable {
  readonly definition: TDocumentDefinitions;
  /** Whether a page needs the Chinese typeface. */
  readonly chinese: boolean;
}

type Node = Record<string, unknown>;

/** What was met on the way through a document. */
interface Found {
  chinese: boolean;
  unprinted: number;
}

/** Where a node keeps others. */
const NESTED = ['stack', 'columns', 'ul', 'ol', 'table', 'body'] as const;

/**
 * The document with every text in parts of one typeface each, and at its end, where characters could
 * not be printed, how many.
 */
export function printable(definition: TDocumentDefinitions): Printable {
  const base = definition.defaultStyle?.font ?? LATIN;
  const found: Found = { chinese: base === CHINESE, unprinted: 0 };
  const words = definition.language === zh.tag ? zh : en;
  const content = [treated(definition.content, base, found)].flat();
  if (found.unprinted > 0)
    content.push(treated(noteOf(words.unprinted(found.unprinted)), base, found));
  const { header, footer, watermark } = definition;
  const onEachPage = (part: typeof header) => {
    if (typeof part !== 'function') return treated(part, base, found);
    // The first page stands for all: what is above and below the pages differs in numbers alone.
    treated(part(1, 1, FIRST_PAGE), base, found);
    return (...page: Parameters<DynamicContent>) => treated(part(...page), base, { ...found });
  };
  return {
    definition: {
      ...definition,
      content: content as Content[],
      ...(header ? { header: onEachPage(header) as DynamicContent } : {}),
      ...(footer ? { footer: onEachPage(footer) as DynamicContent } : {}),
      ...(watermark ? { watermark: marked(watermark, base, found) } : {}),
    },
    chinese: found.chinese,
  };
}

const FIRST_PAGE = { width: 595, height: 842, orientation: 'portrait' as const };

const noteOf = (text: string): Content => ({ text, style: 'warning', margin: [0, 8, 0, 0] });

/** A watermark is of one typeface. */
function marked(
  watermark: NonNullable<TDocumentDefinitions['watermark']>,
  base: string,
  found: Found,
): NonNullable<TDocumentDefinitions['watermark']> {
  const mark = typeof watermark === 'string' ? { text: watermark } : watermark;
  const isChinese = runsOf(mark.text).some(({ font }) => font === CHINESE);
  found.chinese ||= isChinese;
  return { ...mark, font: isChinese ? CHINESE : base };
}

function runsIn(text: string, found: Found): Run[] {
  const runs = runsOf(text);
  found.chinese ||= runs.some(({ font }) => font === CHINESE);
  found.unprinted += runs.reduce((sum, { unprinted }) => sum + unprinted, 0);
  return runs;
}

/** A text as parts beside each other; one part in the document's own typeface stays a plain text. */
function inParts(text: string, base: string, found: Found): string | Node[] {
  const runs = runsIn(text, found);
  const [only] = runs;
  if (only && runs.length === 1 && only.font === base) return only.text;
  return runs.map((run) => ({ text: run.text, font: run.font }));
}

/** What stands in a row of texts. pdfmake does not hand a style down within it: each part keeps it. */
function inRow(item: unknown, base: string, found: Found): unknown[] {
  if (Array.isArray(item)) return item.flatMap((one) => inRow(one, base, found));
  if (typeof item !== 'object' || item === null)
    return [inParts(String(item ?? ''), base, found)].flat();
  const { text, ...style } = item as Node;
  if (text === undefined) return [item];
  return inRow(text, base, found).map((part) =>
    typeof part === 'string' ? { ...style, text: part } : { ...style, ...(part as Node) },
  );
}

function treated(node: unknown, base: string, found: Found): unknown {
  if (typeof node === 'string' || typeof node === 'number') {
    const parts = inParts(String(node), base, found);
    return typeof parts === 'string' ? parts : { text: parts };
  }
  if (Array.isArray(node)) return node.map((one) => treated(one, base, found));
  if (typeof node !== 'object' || node === null) return node;
  const made: Node = { ...(node as Node) };
  if ('text' in made)
    made.text = Array.isArray(made.text)
      ? inRow(made.text, base, found)
      : inParts(String(made.text ?? ''), base, found);
  for (const key of NESTED) if (key in made) made[key] = treated(made[key], base, found);
  return made;
}
