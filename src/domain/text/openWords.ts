/** What is said of cells that are named only within an unresolved group, in one language. */
export interface OpenWords {
  /** Explains the sign before a share that is a lower bound. */
  notice(groups: readonly { readonly count: number; readonly name: string }[]): string;
}
