import type { Content } from 'pdfmake/interfaces';

/** What a report's author says of a pdfmake node beyond how it looks. pdfmake passes over it. */

export interface Told {
  /** What the node shows: it is one figure with all that is in it. */
  readonly alt?: string;
  /** Columns of a table whose cells name their row; the first where nothing is said. */
  readonly rowHeads?: readonly number[];
}

/** A node as pdfmake's types leave it out. */
type Telling = Content & { readonly told?: Told };

/** Told of a node, nothing where nobody did. */
export const toldOf = (node: object): Told => (node as { told?: Told }).told ?? {};

const telling = (node: Content, told: Told): Content =>
  ({ ...(node as object), told: { ...toldOf(node as object), ...told } }) as Telling;

/** A picture, drawing or stack of both with its words, as one figure that a reader is told of. */
export const described = (node: Content, alt: string): Content => telling(node, { alt });

/** A table with the columns whose cells name their row. */
export const withRowHeads = (table: Content, ...rowHeads: number[]): Content =>
  telling(table, { rowHeads });
