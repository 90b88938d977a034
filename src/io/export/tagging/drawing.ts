import { type Box, figureBoxes, type Item, marksOf } from './items.ts';
import { type Artifact, type Mark, StructureElement, WATERMARK } from './structure.ts';

/**
 * Writes the structure tree, and marks the content while pdfmake draws it.
 *
 * pdfmake lays all pages out, hands them to its PDFKit document and draws them item by item. Neither its
 * bundle for browsers nor its options lead to the classes that do so; a finished document is to be had,
 * and with it the prototype of all of them. There the handing over is listened to.
 */

/** What pdfmake calls the pages on its document when they are laid out and nothing is drawn. */
const LAID_OUT = '_pdfMakePages';

interface Page {
  items: readonly Item[];
  watermark?: unknown;
}

/** Parts of PDFKit: an element of the tree, and content of one on a page. */
type PdfContent = object;
interface PdfElement {
  readonly dictionary: { readonly data: Record<string, unknown> };
  add(child: PdfElement | PdfContent): void;
}
interface PdfDocument {
  readonly page: { readonly height: number };
  struct(type: string, options: { readonly alt?: string }): PdfElement;
  addStructure(element: PdfElement): void;
  markContent(tag: string, options: object): void;
  markStructureContent(tag: string): PdfContent;
  endMarkedContent(): void;
}

/**
 * From now on, documents with marks are tagged.
 * @param document any of pdfmake's making
 */
export function tagDrawings(document: object): void {
  const handedOver = new WeakMap<object, readonly Page[]>();
  Object.defineProperty(Object.getPrototypeOf(document), LAID_OUT, {
    // Whoever loads this module anew may listen anew.
    configurable: true,
    get(this: object) {
      return handedOver.get(this);
    },
    set(this: PdfDocument, pages: readonly Page[]) {
      handedOver.set(this, pages);
      tagPages(this, pages);
    },
  });
}

function tagPages(document: PdfDocument, pages: readonly Page[]): void {
  const marks = marksOf(pages.map(({ items }) => items));
  const first = marks.flat().find((mark) => mark instanceof StructureElement);
  if (!first) return;
  const drawing = new Drawing(document, rootOf(first));
  for (const [index, page] of pages.entries()) {
    const own = marks[index] as (Mark | null)[];
    const boxes = figureBoxes(page.items, own);
    page.items = page.items.map((item, place) =>
      announcing(item, () => drawing.begin(own[place] as Mark | null, boxes)),
    );
    announceWatermark(page, () => drawing.begin(WATERMARK, boxes));
  }
}

function rootOf(element: StructureElement): StructureElement {
  return element.parent ? rootOf(element.parent) : element;
}

/** The item, saying that it is about to be drawn: pdfmake looks at its type just before. */
const announcing = ({ type, item }: Item, announce: () => void): Item =>
  ({
    item,
    get type() {
      announce();
      return type;
    },
  }) as Item;

/** The last of a page to be drawn, and not among its items. */
function announceWatermark(page: Page, announce: () => void): void {
  const { watermark } = page;
  if (!watermark) return;
  Object.defineProperty(page, 'watermark', {
    get() {
      announce();
      return watermark;
    },
  });
}

type Boxes = ReadonlyMap<StructureElement, Box>;

/** A document while it is drawn: everything between two marks belongs to the first of them. */
class Drawing {
  readonly #document: PdfDocument;
  readonly #elements = new Map<StructureElement, PdfElement>();
  #page: object | null = null;
  #open: Mark | null = null;

  constructor(document: PdfDocument, root: StructureElement) {
    this.#document = document;
    document.addStructure(this.#elementOf(root));
  }

  #elementOf(element: StructureElement): PdfElement {
    const { role, attributes, children } = element;
    const { alt } = attributes;
    const made = this.#document.struct(role, alt === undefined ? {} : { alt });
    const table = tableAttributes(element);
    if (table) made.dictionary.data['A'] = table;
    for (const child of children) made.add(this.#elementOf(child));
    this.#elements.set(element, made);
    return made;
  }

  /** What is drawn next belongs to the mark; to none where it draws nothing. */
  begin(mark: Mark | null, boxes: Boxes): void {
    const document = this.#document;
    // PDFKit ends what is open with its page.
    if (document.page !== this.#page) this.#open = null;
    this.#page = document.page;
    if (mark === this.#open) return;
    if (this.#open) document.endMarkedContent();
    this.#open = mark;
    if (mark instanceof StructureElement) this.#beginElement(mark, boxes.get(mark));
    else if (mark) document.markContent('Artifact', artifactOptions(mark));
  }

  #beginElement(mark: StructureElement, box: Box | undefined): void {
    const element = this.#elements.get(mark) as PdfElement;
    element.add(this.#document.markStructureContent(mark.role));
    if (box) element.dictionary.data['A'] = boxAttributes(box, this.#document.page.height);
  }
}

const artifactOptions = ({ type, edge }: Artifact) => ({
  type,
  ...(edge ? { attached: [edge] } : {}),
});

/** 14.8.5.7. PDFKit writes strings as names. */
function tableAttributes({ attributes }: StructureElement): object | null {
  const { scope, columnSpan, rowSpan } = attributes;
  if (!scope && !columnSpan && !rowSpan) return null;
  return {
    O: 'Table',
    ...(scope ? { Scope: scope } : {}),
    ...(columnSpan ? { ColSpan: columnSpan } : {}),
    ...(rowSpan ? { RowSpan: rowSpan } : {}),
  };
}

/** 14.8.5.4.3; from the lower left of the page, to a tenth of a point. */
const boxAttributes = ([left, top, right, bottom]: Box, height: number): object => ({
  O: 'Layout',
  BBox: [left, height - bottom, right, height - top].map((value) => Math.round(value * 10) / 10),
});
