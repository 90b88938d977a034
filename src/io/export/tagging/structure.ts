/**
 * What a page is made of: elements of the document's structure, and artifacts beside it.
 * ISO 32000-1, 14.7 and 14.8.
 */

/** Standard structure types; 14.8.4. */
export type Role =
  | 'Document'
  | 'H1'
  | 'H2'
  | 'P'
  | 'L'
  | 'LI'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure';

export interface Attributes {
  /** What a figure shows, in words. */
  readonly alt?: string;
  /** What a head cell is the head of. */
  readonly scope?: 'Column' | 'Row';
  readonly columnSpan?: number;
  readonly rowSpan?: number;
}

/** An element of the tree, before anything of it is drawn. */
export class StructureElement {
  readonly children: StructureElement[] = [];
  readonly role: Role;
  readonly parent: StructureElement | null;
  readonly attributes: Attributes;

  constructor(role: Role, parent: StructureElement | null, attributes: Attributes = {}) {
    this.role = role;
    this.parent = parent;
    this.attributes = attributes;
    parent?.children.push(this);
  }
}

/** What is drawn but says nothing of its own; 14.8.2.2. */
export class Artifact {
  readonly type: 'Pagination' | 'Layout';
  /** The edge of the page that it belongs to. */
  readonly edge: 'Top' | 'Bottom' | null;

  constructor(type: 'Pagination' | 'Layout', edge: 'Top' | 'Bottom' | null = null) {
    this.type = type;
    this.edge = edge;
  }
}

/** What is drawn belongs to one of these. */
export type Mark = StructureElement | Artifact;

export const HEADER = new Artifact('Pagination', 'Top');
export const FOOTER = new Artifact('Pagination', 'Bottom');
export const WATERMARK = new Artifact('Pagination');
/** The head of a table again, on its next page. */
export const REPEATED = new Artifact('Pagination');
/** Rules, backgrounds, bullets, and drawings that nobody described. */
export const DECORATION = new Artifact('Layout');
