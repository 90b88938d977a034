/** Findings that a hint can be about. */
export type Finding = 'promyelocytes' | 'megakaryoblasts' | 'lymphoma' | 'neuroblastoma';

/** The hints beside a call, in one language. */
export interface HintWords {
  /** Said on every positive call. */
  readonly haematogones: string;
  /** @param percent share of the karyocytes, as text */
  finding(finding: Finding, count: number, percent: string): string;
}
