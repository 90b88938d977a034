import type { Message } from '../../domain/message.ts';

/** Steps from one case format to the next. A published step is never changed. */

type Stored = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

const message = (text: unknown): Message | null => (typeof text === 'string' ? { text } : null);

/**
 * 2 adds: the description of the specimen, archive, count target, count by hand, versions; a field's
 * exclusion, review and conflicts; and messages that other languages can say.
 */
export function fromVersion1(stored: Stored): Record<string, unknown> {
  return {
    ...stored,
    archivedAt: null,
    description: { specimen: '', site: '', stain: '', collectedOn: '' },
    settings: { ...(isRecord(stored['settings']) ? stored['settings'] : {}), target: 200 },
    manual: { counts: {}, merged: false },
    version: 1,
    earlier: [],
    fields: list(stored['fields']).map(({ problem, ...field }) => ({
      ...field,
      problem: message(problem),
      conflicts: [],
      excluded: null,
      reviewed: null,
    })),
    audit: list(stored['audit']).map(({ summary, ...entry }) => ({ ...entry, text: summary })),
  };
}

/** 3 adds: other readers of a case, and their cells in each field. */
export function fromVersion2(stored: Stored): Record<string, unknown> {
  return {
    ...stored,
    readers: [],
    fields: list(stored['fields']).map((field) => ({ ...field, readings: [] })),
  };
}
