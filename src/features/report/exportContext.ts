import type { Language } from '../../domain/language.ts';
import type { ReportHead } from '../../domain/reportHead.ts';

/** What an exporter may need beside the case. */
export interface ExportContext {
  /** Of what people read in the file. */
  readonly language: Language;
  readonly reportHead: ReportHead;
  /** A stored picture; undefined where there is none. */
  picture(imageId: string): Promise<Blob | undefined>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}
