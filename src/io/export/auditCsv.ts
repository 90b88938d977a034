import type { AuditEntry } from '../../domain/case.ts';
import type { Language } from '../../domain/language.ts';
import { tellAudit } from '../../domain/text/index.ts';
import { csvText } from './csvText.ts';

/**
 * `audit.csv`: the trail, oldest first, one line a change. `record` is the English as it was written
 * at the time, `change` the same in the language asked for. Text that a spreadsheet would run as a
 * formula is escaped.
 */
export function auditCsv(entries: readonly AuditEntry[], language: Language): string {
  const data = entries.map((entry) => [
    entry.at,
    entry.by,
    entry.command,
    tellAudit(entry, language),
    entry.reason ?? '',
    entry.text,
  ]);
  return csvText(['at', 'by', 'command', 'change', 'reason', 'record'], data);
}
