import type { ClassCode, Label } from '../classes.ts';

/** What the atlas has a page on: every class, the unresolved groups, and what is not counted. */
export type AtlasKey = Label | 'uncountable';

/** The criteria of a class in one language, as a reader applies them at the microscope. */
export interface ClassCriteria {
  /** The class in one line. */
  readonly essence: string;
  /** What the size range leaves unsaid. */
  readonly sizeNote?: string;
  readonly nucleus: string;
  readonly chromatin: string;
  readonly nucleoli: string;
  readonly cytoplasm: string;
  readonly granules: string;
  /** Nucleus to cytoplasm. */
  readonly ratio: string;
  /** What a child's marrow does differently, and where readers go wrong. */
  readonly pitfalls: readonly string[];
}

/** A label that leaves something open, or cells that are not counted. */
export interface OpenCriteria {
  readonly essence: string;
  readonly open: string;
  readonly settle: string;
  readonly signs: readonly string[];
}

/** Cell diameter on an air-dried Wright–Giemsa smear, micrometres, [least, most]. */
export type SizeRange = readonly [number, number];

interface Page {
  readonly key: AtlasKey;
  readonly name: string;
  readonly lookAlikes: readonly LookAlike[];
  /** Whom the criterion follows where it is not common ground. */
  readonly sources: readonly string[];
}
export interface ClassEntry extends Page, ClassCriteria {
  readonly kind: 'class';
  readonly key: ClassCode;
  readonly size: SizeRange;
}
export interface OpenEntry extends Page, OpenCriteria {
  readonly kind: 'open';
  /** The classes between which a group leaves the cell; empty for cells that are not counted. */
  readonly members: readonly ClassCode[];
}
/** A page of the atlas in one language. */
export type AtlasEntry = ClassEntry | OpenEntry;

/** A cell that this one is taken for, and the sign that decides, on either side. */
export interface LookAlike {
  readonly key: AtlasKey;
  /** What this page's cell shows. */
  readonly here: string;
  /** What the other shows. */
  readonly there: string;
}
