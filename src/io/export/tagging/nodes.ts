/** What a report's author says of a pdfmake node beyond how it looks. pdfmake passes over it. */

export interface Told {
  /** What the node shows: it is one figure with all that is in it. */
  readonly alt?: string;
  /** Columns of a table whose cells name their row; the first where nothing is said. */
  readonly rowHeads?: readonly number[];
}

/** Told of a node; nothing where nobody did. */
export const toldOf = (node: object): Told => (node as { told?: Told }).told ?? {};

/** pdfmake's types know nodes by what they are made of, and this of none. */
const telling = <Node>(node: Node, told: Told): Node => ({ ...node, told });

/** A picture, a drawing, or a stack of both with its words, as one figure that a reader is told of. */
export const described = <Node>(node: Node, alt: string): Node => telling(node, { alt });

/** A table with the columns whose cells name their row. */
export const withRowHeads = <Node>(table: Node, ...rowHeads: number[]): Node =>
  telling(table, { rowHeads });
