import type { AuditEntry, Case, Field } from '../../domain/case.ts';
import { CASE_SCHEMA_VERSION } from '../../domain/case.ts';
import { type CaseSummary, summaryOf } from '../../domain/caseSummary.ts';
import { ExplainedError } from '../../domain/explainedError.ts';
import { say } from '../../domain/text/index.ts';
import { type CaseDatabase, type CaseRecord, type ImageRecord, picturesIn } from './database.ts';
import { parseCase } from './migrations.ts';

/** What of a case is on the disk, by identity: whatever is the same object need not be written. */
interface Written {
  readonly fields: ReadonlyMap<string, Field>;
  readonly audit: number;
}

type Head = Omit<Case, 'fields' | 'audit'> & { readonly fieldIds: readonly string[] };

/** Put together from several tables in the present format, and so known to stand in them. */
const isAssembled = (stored: unknown): boolean =>
  typeof stored === 'object' &&
  stored !== null &&
  'split' in stored &&
  'schema' in stored &&
  stored.schema === CASE_SCHEMA_VERSION;

const isSplit = (document: unknown): document is Head =>
  typeof document === 'object' && document !== null && 'fieldIds' in document;

/**
 * A case over several tables. A change of one cell writes its field and one line of the audit trail,
 * not the case: what has not changed since it was read or written is known by identity, since the
 * store shares structure between one state and the next.
 */
export class CaseTables {
  readonly #database: CaseDatabase;
  readonly #written = new Map<string, Written>();

  constructor(database: CaseDatabase) {
    this.#database = database;
  }

  /** @throws Error in words for the user where the case is missing or cannot be read */
  async load(id: string): Promise<Case> {
    const { cases, fields, audit } = this.#database;
    const stored = await this.#database.transaction('r', [cases, fields, audit], async () => {
      const record = await cases.get(id);
      if (!record || record.deletedAt) throw new ExplainedError(say('case.missing'));
      return this.#whole(record);
    });
    const document = parseCase(stored);
    // An upgraded case is written as a whole by its next change.
    if (isAssembled(stored)) this.#remember(document);
    else {
      this.forget(id);
      // Signed before versions were kept: an amendment must not be the end of it.
      const { signature, version } = document;
      if (signature) await this.#database.versions.put({ caseId: id, version, document });
    }
    return document;
  }

  /** Writes what has changed, in one transaction. */
  async save(document: Case): Promise<void> {
    const { cases, fields, audit, versions } = this.#database;
    const written = this.#written.get(document.id);
    const { id, fields: list, audit: trail, ...rest } = document;
    const head: Head = { ...rest, id, fieldIds: list.map((field) => field.id) };
    await this.#database.transaction('rw', [cases, fields, audit, versions], async () => {
      const before = await cases.get(id);
      const pictures = new Set([...(before?.pictures ?? []), ...picturesIn(document)]);
      await cases.put({
        id,
        document: head,
        summary: summaryOf(document),
        pictures: [...pictures],
        ...(before?.deletedAt === undefined ? {} : { deletedAt: before.deletedAt }),
      });
      if (!written)
        for (const table of [fields, audit]) await table.where('caseId').equals(id).delete();
      const changed = list.filter((field) => written?.fields.get(field.id) !== field);
      await fields.bulkPut(changed.map((field) => ({ caseId: id, id: field.id, field })));
      const there = new Set(list.map((field) => field.id));
      const gone = [...(written?.fields.keys() ?? [])].filter((key) => !there.has(key));
      await fields.bulkDelete(gone.map((key): [string, string] => [id, key]));
      const from = written?.audit ?? 0;
      await audit.bulkPut(
        trail.slice(from).map((entry, offset) => ({ caseId: id, index: from + offset, entry })),
      );
      // Written once: what was signed does not change with the archive or the list.
      if (document.signature && !(await versions.get([id, document.version])))
        await versions.put({ caseId: id, version: document.version, document });
    });
    this.#remember(document);
  }

  /**
   * Writes a case that is new here, with its signed versions and pictures: all of it or, where the
   * disk is full, nothing.
   */
  async adopt(
    document: Case,
    signed: readonly { readonly version: number; readonly document: Case }[],
    pictures: readonly ImageRecord[],
  ): Promise<void> {
    const { cases, fields, audit, versions, images } = this.#database;
    try {
      await this.#database.transaction('rw', [cases, fields, audit, versions, images], async () => {
        await images.bulkPut(pictures);
        await this.save(document);
        await versions.bulkPut(signed.map((item) => ({ caseId: document.id, ...item })));
      });
    } catch (error) {
      this.forget(document.id);
      throw error;
    }
  }

  /** The line of the list; read from the case itself where the record is from before there was one. */
  async summary(record: CaseRecord): Promise<CaseSummary> {
    if (record.summary !== undefined) return record.summary as CaseSummary;
    return summaryOf(parseCase(await this.#whole(record)));
  }

  /** Takes nothing of the case for written any longer. */
  forget(id: string): void {
    this.#written.delete(id);
  }

  #remember(document: Case): void {
    this.#written.set(document.id, {
      fields: new Map(document.fields.map((field) => [field.id, field])),
      audit: document.audit.length,
    });
  }

  /** The stored case in one piece, not parsed yet; `split` where it came from several tables. */
  async #whole({ id, document }: CaseRecord): Promise<unknown> {
    if (!isSplit(document)) return document;
    const records = await this.#database.fields.where('caseId').equals(id).toArray();
    const byId = new Map(records.map((record) => [record.id, record.field]));
    const entries = await this.#database.audit.where('caseId').equals(id).sortBy('index');
    return {
      ...document,
      fields: document.fieldIds.map((fieldId) => byId.get(fieldId)),
      audit: entries.map((record) => record.entry as AuditEntry),
      split: true,
    };
  }
}
