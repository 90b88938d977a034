import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import { toldOf } from './nodes.ts';
import { DECORATION, FOOTER, HEADER, type Mark, StructureElement } from './structure.ts';

/**
 * The structure of a definition in its reading order, and every word, picture and line of it with its
 * mark. pdfmake carries the properties of runs, pictures and vectors to what it draws, and `mark` with
 * them: where a thing ends up on which page does not change what it belongs to.
 */

/** A pdfmake node by what it is made of. */
interface Node {
  readonly text?: unknown;
  readonly style?: unknown;
  readonly stack?: readonly Node[];
  readonly columns?: readonly Node[];
  readonly ul?: readonly Node[];
  readonly ol?: readonly Node[];
  readonly table?: { readonly body: readonly (readonly Node[])[]; readonly headerRows?: number };
  readonly canvas?: readonly object[];
  readonly image?: unknown;
  readonly svg?: unknown;
  readonly colSpan?: number;
  readonly rowSpan?: number;
}

type Table = NonNullable<Node['table']>;
/** Marks a node's parts. */
type Marker = (node: Node) => Node;

/** Words and stacks may stand bare in pdfmake, and nothing stands for no words. */
function asNode(content: unknown): Node {
  if (Array.isArray(content)) return { stack: content };
  if (typeof content !== 'object') return { text: String(content ?? '') };
  return content === null || Object.keys(content).length === 0 ? { text: '' } : (content as Node);
}

/** Words, or runs of them. */
const isEmpty = (text: unknown): boolean =>
  text === '' ||
  (Array.isArray(text)
    ? text.every(isEmpty)
    : typeof text === 'object' && text !== null && isEmpty((text as Node).text));

/** Runs of words, each with the mark; nested runs stay nested. */
function runsOf(text: unknown, mark: Mark): object[] {
  if (Array.isArray(text)) return text.flatMap((run) => runsOf(run, mark));
  if (typeof text !== 'object' || text === null) return [{ text, mark }];
  const run = text as { text: unknown };
  return [{ ...run, text: Array.isArray(run.text) ? runsOf(run.text, mark) : run.text, mark }];
}

/** The node with its parts marked by another function, and what it is made of itself by a mark. */
function withParts(node: Node, part: Marker, mark: Mark): Node {
  if (node.stack) return { ...node, stack: node.stack.map(asNode).map(part) };
  if (node.columns) return { ...node, columns: node.columns.map(asNode).map(part) };
  if (node.ul) return { ...node, ul: node.ul.map(asNode).map(part) };
  if (node.ol) return { ...node, ol: node.ol.map(asNode).map(part) };
  if (node.table) {
    const body = node.table.body.map((row) => row.map(asNode).map(part));
    return { ...node, table: { ...node.table, body } };
  }
  if (node.canvas) return { ...node, canvas: node.canvas.map((vector) => ({ ...vector, mark })) };
  if (node.text === undefined) return { ...node, mark } as Node;
  return { ...node, text: runsOf(node.text, mark) };
}

/** All of a node under one mark. */
function wholly(node: Node, mark: Mark): Node {
  return withParts(node, (part) => wholly(part, mark), mark);
}

function textRole({ style }: Node): 'H1' | 'H2' | 'P' {
  if (style === 'title') return 'H1';
  return style === 'heading' ? 'H2' : 'P';
}

/** A node as children of an element. */
function planned(node: Node, parent: StructureElement): Node {
  const { alt } = toldOf(node);
  if (alt !== undefined) return wholly(node, new StructureElement('Figure', parent, { alt }));
  if (node.ul || node.ol) return plannedList(node, new StructureElement('L', parent));
  if (node.table) return plannedTable(node, parent);
  if (node.text === undefined) return withParts(node, (part) => planned(part, parent), DECORATION);
  if (isEmpty(node.text)) return wholly(node, DECORATION);
  return wholly(node, new StructureElement(textRole(node), parent));
}

/** What is all of its element, as of a cell or an item: words are the element's own. */
const filling = (node: Node, element: StructureElement): Node =>
  node.text === undefined ? planned(node, element) : wholly(node, element);

const plannedList = (node: Node, list: StructureElement): Node =>
  withParts(
    node,
    (item) => filling(item, new StructureElement('LBody', new StructureElement('LI', list))),
    DECORATION,
  );

/** 14.8.4.3.4. A table of one cell is a frame around it. */
function plannedTable(node: Node, parent: StructureElement): Node {
  const { headerRows = 0, ...given } = node.table as Table;
  const body = given.body.map((row) => row.map(asNode));
  if (body.length === 1 && body[0]?.length === 1)
    return withParts(node, (cell) => planned(cell, parent), DECORATION);
  const { rowHeads = [0] } = toldOf(node);
  const table = new StructureElement('Table', parent);
  const covered = coveredCells(body);
  return {
    ...node,
    table: {
      ...node.table,
      body: body.map((cells, row) => {
        const element = new StructureElement('TR', table);
        return cells.map((cell, column) => {
          if (covered.has(cell)) return cell;
          const ofColumn = row < headerRows;
          const isHead = (ofColumn || rowHeads.includes(column)) && !isEmpty(cell.text);
          return filling(
            cell,
            new StructureElement(isHead ? 'TH' : 'TD', element, {
              ...(isHead ? { scope: ofColumn ? 'Column' : 'Row' } : {}),
              ...spans(cell),
            }),
          );
        });
      }),
    } as Table,
  };
}

const spans = ({ colSpan = 1, rowSpan = 1 }: Node) => ({
  ...(colSpan > 1 ? { columnSpan: colSpan } : {}),
  ...(rowSpan > 1 ? { rowSpan } : {}),
});

/** Places that a cell to their left or above reaches over. */
function coveredCells(body: readonly (readonly Node[])[]): ReadonlySet<Node> {
  const covered = new Set<Node>();
  for (const [row, cells] of body.entries())
    for (const [column, { colSpan = 1, rowSpan = 1 }] of cells.entries())
      for (let down = 0; down < rowSpan; down++)
        for (let right = 0; right < colSpan; right++) {
          const cell = body[row + down]?.[column + right];
          if (cell && (down > 0 || right > 0)) covered.add(cell);
        }
  return covered;
}

type OnPage = NonNullable<TDocumentDefinitions['header']>;

/** The head or foot of every page, as what it is. */
const onEveryPage = (part: OnPage, mark: Mark): OnPage =>
  typeof part === 'function'
    ? (...page) => wholly(asNode(part(...page)), mark) as Content
    : (wholly(asNode(part), mark) as Content);

/** The definition with every part of it marked; a definition that is not to be tagged as it is. */
export function planTags(definition: TDocumentDefinitions): TDocumentDefinitions {
  if (!definition.tagged) return definition;
  const { header, footer, content } = definition;
  return {
    ...definition,
    ...(header ? { header: onEveryPage(header, HEADER) } : {}),
    ...(footer ? { footer: onEveryPage(footer, FOOTER) } : {}),
    content: planned(asNode(content), new StructureElement('Document', null)) as Content,
  };
}
