import { inflateSync } from 'node:zlib';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The tags of a PDF, as a reader has them and as they are written. */

/** An element of a page's part of the tree; the words of its own content in place of the content. */
export interface Tag {
  readonly role: string;
  readonly alt?: string;
  readonly lang?: string;
  readonly bbox?: readonly number[];
  readonly children: readonly (Tag | string)[];
}

export interface TaggedPage {
  readonly tree: Tag;
  /** Ids of content that the tree reaches, and of content that is marked. */
  readonly reached: readonly string[];
  readonly marked: readonly string[];
  /** Operators that paint outside of all marks. */
  readonly unmarked: readonly string[];
  readonly artifacts: string;
}

/** Content without a number, as PDF.js gives it and its types do not. */
interface Artifact {
  readonly tag: string;
}

interface Node {
  readonly type?: string;
  readonly id?: string;
  readonly role?: string;
  readonly children?: readonly Node[];
}

export const isTag = (child: Tag | string): child is Tag => typeof child !== 'string';

/** An element and all below, in their order. */
export const allOf = (tag: Tag): Tag[] => [tag, ...tag.children.filter(isTag).flatMap(allOf)];

export const wordsOf = (tag: Tag): string =>
  tag.children.map((child) => (isTag(child) ? wordsOf(child) : child)).join('');

const PAINTING = [
  'showText',
  'paintImageXObject',
  'paintImageXObjectRepeat',
  'constructPath',
  'paintFormXObjectBegin',
  'shadingFill',
] as const;

/** Every page as PDF.js reads it. */
export async function taggedPages(bytes: Uint8Array) {
  const document = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
  const pages: TaggedPage[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const words = new Map<string, string>();
    const open: string[] = [];
    for (const item of items) {
      if ('str' in item) {
        const id = open.at(-1) ?? '';
        words.set(id, `${words.get(id) ?? ''}${item.str}${item.hasEOL ? ' ' : ''}`);
      } else if (item.type === 'endMarkedContent') open.pop();
      else open.push(item.id ?? (item as unknown as Artifact).tag);
    }
    const { fnArray, argsArray } = await page.getOperatorList();
    const prefix = [...words.keys()].find((id) => id.includes('_mc'))?.split('_mc')[0];
    const marked: string[] = [];
    const unmarked: string[] = [];
    let depth = 0;
    for (const [index, operator] of fnArray.entries()) {
      if (operator === OPS.beginMarkedContentProps) {
        const [, mcid] = argsArray[index] as [string, number?];
        if (mcid !== undefined) marked.push(`${prefix}_mc${mcid}`);
        depth++;
      } else if (operator === OPS.endMarkedContent) depth--;
      else if (depth === 0) {
        const name = PAINTING.find((painting) => OPS[painting] === operator);
        if (name) unmarked.push(name);
      }
    }
    const reached: string[] = [];
    const tagOf = (node: Node): Tag | string => {
      if (node.type !== 'content') {
        const { children = [], role = '', ...others } = node;
        return { ...others, role, children: children.map(tagOf) };
      }
      reached.push(node.id ?? '');
      return words.get(node.id ?? '') ?? '';
    };
    const tree = tagOf((await page.getStructTree()) as Node) as Tag;
    pages.push({ tree, reached, marked, unmarked, artifacts: words.get('Artifact') ?? '' });
  }
  const { info } = await document.getMetadata();
  const language = (info as { readonly Language?: string }).Language;
  const marks = await document.getMarkInfo();
  await document.destroy();
  return { pages, marks, language };
}

/** The dictionaries of a PDF by their numbers, as they are written into its object stream. */
export function dictionaries(bytes: Uint8Array): ReadonlyMap<number, string> {
  const file = Buffer.from(bytes);
  const head = /\/N (\d+) \/First (\d+) \/Length (\d+) \/Filter \/FlateDecode >>\nstream\n/;
  const found = head.exec(file.toString('latin1')) as RegExpExecArray;
  const [count, first, length] = found.slice(1).map(Number) as [number, number, number];
  const start = found.index + found[0].length;
  const text = inflateSync(file.subarray(start, start + length)).toString('latin1');
  const places = text.slice(0, first).trim().split(/\s+/).map(Number);
  return new Map(
    Array.from({ length: count }, (_, index) => [
      places[2 * index] as number,
      text.slice(first + places[2 * index + 1]!, first + (places[2 * index + 3] ?? text.length)),
    ]),
  );
}

/** A place of content: its page's number among the objects, and its own on the page. */
export type Content = `${number} ${number}`;

/** Walks the tree from its root along `K`, and the other way along the parents of all content. */
export function writtenTree(bytes: Uint8Array) {
  const objects = dictionaries(bytes);
  const one = (pattern: RegExp) => {
    const found = [...objects].find(([, text]) => pattern.test(text));
    if (!found) throw new Error(`No object with ${pattern}.`);
    return found;
  };
  const [rootId, root] = one(/\/Type \/StructTreeRoot/);
  const kids = (text: string) => /\/K \[([^\]]*)\]/.exec(text)?.[1] ?? '';
  const roles = new Map<string, number>();
  const owners = new Map<Content, number>();
  const lost: number[] = [];
  const walk = (id: number, parent: number) => {
    const text = objects.get(id) ?? '';
    const role = /\/S \/(\w+)/.exec(text)?.[1] ?? '';
    roles.set(role, (roles.get(role) ?? 0) + 1);
    if (!text.includes(`/P ${parent} 0 R`)) lost.push(id);
    // Content on a further page stands in a dictionary of its own; that of the first by its number.
    for (const [, page, mcid] of kids(text).matchAll(/\/Pg (\d+) 0 R\s*\/MCID (\d+)/g))
      owners.set(`${Number(page)} ${Number(mcid)}`, id);
    const own = text.slice(2).replaceAll(/<<[^<>]*>>/g, '');
    const page = Number(/\/Pg (\d+) 0 R/.exec(own)?.[1]);
    for (const [, kid] of kids(own).matchAll(/(\d+) 0 R/g)) walk(Number(kid), id);
    for (const [mcid] of kids(own)
      .replaceAll(/\d+ 0 R/g, '')
      .matchAll(/\d+/g))
      owners.set(`${page} ${Number(mcid)}`, id);
  };
  for (const [, kid] of kids(root).matchAll(/(\d+) 0 R/g)) walk(Number(kid), rootId);
  const parents = new Map<Content, number>();
  for (const [, key, list] of root.matchAll(/(\d+) \[([^\]]*)\]/g)) {
    const [page] = one(new RegExp(`/StructParents ${key}\\b`));
    for (const [mcid, [, owner]] of [...(list as string).matchAll(/(\d+) 0 R/g)].entries())
      parents.set(`${page} ${mcid}`, Number(owner));
  }
  return { roles, owners, parents, lost };
}
