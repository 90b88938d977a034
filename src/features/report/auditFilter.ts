import type { AuditEntry } from '../../domain/case.ts';
import type { Language } from '../../domain/language.ts';
import { tellAudit } from '../../domain/text/index.ts';

/** Kinds of change that the trail can be narrowed to. */
export const AUDIT_GROUPS = [
  'cell',
  'field',
  'case',
  'conflict',
  'tally',
  'reader',
  'analysis',
  'history',
] as const;
export type AuditGroup = (typeof AUDIT_GROUPS)[number];

export interface AuditFilter {
  /** Part of what the line says, or of its reason; small and capital letters are the same. */
  readonly text: string;
  readonly person: string | null;
  readonly group: AuditGroup | null;
}

export const NO_FILTER: AuditFilter = { text: '', person: null, group: null };

/** The kind of an entry; null for a command of a later version. */
export function auditGroup({ command }: Pick<AuditEntry, 'command'>): AuditGroup | null {
  const family = command === 'undo' || command === 'redo' ? 'history' : command.split('.')[0];
  return AUDIT_GROUPS.find((group) => group === family) ?? null;
}

/** The entries that fit the filter as the language tells them, newest first. */
export function filterAudit(
  entries: readonly AuditEntry[],
  { text, person, group }: AuditFilter,
  language: Language,
): AuditEntry[] {
  const sought = text.trim().toLocaleLowerCase();
  return entries
    .filter(
      (entry) =>
        (person === null || entry.by === person) &&
        (group === null || auditGroup(entry) === group) &&
        (sought === '' || tellAudit(entry, language).toLocaleLowerCase().includes(sought)),
    )
    .reverse();
}
