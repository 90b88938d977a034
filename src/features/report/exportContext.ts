import type { AgeBand } from '../../domain/ageBands.ts';
import type { Language } from '../../domain/language.ts';
import type { ReportHead } from '../../domain/reportHead.ts';
import type { SignedVersion } from '../../domain/versions.ts';

/** What an exporter may need beside the case. */
export interface ExportContext {
  /** Of what people read in the file. */
  readonly language: Language;
  readonly reportHead: ReportHead;
  /** The signed version that stands in place of the exported one. */
  readonly newer: SignedVersion | null;
  /** The laboratory's own reference values. */
  readonly ageBands: readonly AgeBand[];
  /** A stored picture; undefined where there is none. */
  picture(imageId: string): Promise<Blob | undefined>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}
