import type { Case } from '../../domain/case.ts';
import type { PackManifest } from '../../domain/pack.ts';

export type ExportKind = 'pdf' | 'csv' | 'json' | 'coco';

/** Makes a file of a case. The manifest is that of the loaded pack; null where none is loaded. */
export type Exporter = (document: Case, manifest: PackManifest | null) => Promise<Blob>;

/** The exporters at hand, each loaded when it is first used; the menu offers these and no others. */
export const EXPORTERS: Readonly<Partial<Record<ExportKind, Exporter>>> = {};
