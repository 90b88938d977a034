import type { Language } from '../../domain/language.ts';
import type { AgeBand } from '../../domain/referenceRanges.ts';
import type { ReportHead } from '../../domain/reportHead.ts';
import type { SignedVersion } from '../../domain/versions.ts';

/** What an exporter may need beside the case. */
export interface ExportContext {
  /** Of what people read in the file. */
  readonly language: Language;
  readonly reportHead: ReportHead;
  /** Reference values of the laboratory's own. */
  readonly bands: readonly AgeBand[];
  /** The version that was signed after this one; null where this is the last. */
  readonly successor: SignedVersion | null;
  /** A stored picture; undefined where there is none. */
  picture(imageId: string): Promise<Blob | undefined>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}
