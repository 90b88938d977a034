import type { Case } from '../../domain/case.ts';
import type { PackManifest } from '../../domain/pack.ts';
import { type FileProblem, resultOf } from '../../domain/result.ts';

/** `result.json`: every cell with both words and scores, the differential and the call. */
export const resultJson = (
  document: Case,
  manifest: PackManifest | null,
  unread: readonly FileProblem[] = [],
): string => `${JSON.stringify(resultOf(document, manifest, unread), null, 1)}\n`;
