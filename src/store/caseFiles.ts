import type { StoreApi } from 'zustand/vanilla';
import type { Case, Mark } from '../domain/case.ts';
import type { Message } from '../domain/message.ts';
import { contentHash } from '../domain/signing.ts';
import { say, tell } from '../domain/text/index.ts';
import type { CaseFileContent, StoredVersion } from '../io/caseFile/format.ts';
import { type Documents, UNNAMED_REVIEWER } from './documents.ts';
import {
  asAmendment,
  brokenSignature,
  type ProvenCase,
  provenCase,
  withLines,
} from './provenCase.ts';
import { isAbort, problemOf, type Services, wordsOf } from './services.ts';
import type { Transfer, WorkstationState } from './state.ts';

export interface NamedBlob {
  readonly name: string;
  readonly blob: Blob;
}

/** Writes cases as files and takes case files in. One transfer at a time, which can be cancelled. */
export class CaseFiles {
  readonly #store: StoreApi<WorkstationState>;
  readonly #services: Services;
  readonly #documents: Documents;
  #abort: AbortController | null = null;

  constructor(store: StoreApi<WorkstationState>, services: Services, documents: Documents) {
    this.#store = store;
    this.#services = services;
    this.#documents = documents;
  }

  /**
   * Writes cases as one file: a case file, or a bundle of several.
   * @param nameOf the file's name, without ending, that stands for a case in a bundle
   * @returns null where it failed or was cancelled; a failure is told.
   */
  async write(caseIds: readonly string[], nameOf: (name: string) => string): Promise<Blob | null> {
    return this.#transfer('export', 'notices.exportFailed', async (signal, report) => {
      const { writeCaseFile, bundleCaseFiles } = await import('../io/caseFile/write.ts');
      const files: NamedBlob[] = [];
      for (const id of caseIds) {
        const read = await this.#documents.read(id);
        report({ name: read.name, done: 0, total: 1 });
        const proven = await provenCase({
          document: read,
          versions: await this.#versionsOf(read),
        });
        const document = withLines(proven.document, proven.said, this.#mark(), 'case.verify');
        this.#tellBroken(proven);
        const { blob, missingPictures } = await writeCaseFile(
          {
            document,
            versions: proven.versions,
            picture: (imageId) => this.#services.repository.getImage(imageId),
          },
          this.#services.now(),
          { signal, onProgress: (done, total) => report({ done, total }) },
        );
        files.push({ name: nameOf(document.name), blob });
        if (missingPictures.length > 0)
          this.#services.notify({
            level: 'error',
            key: 'caseFiles.picturesMissing',
            values: { name: document.name, count: missingPictures.length },
          });
      }
      const [first] = files;
      return first && files.length === 1
        ? first.blob
        : bundleCaseFiles(files, this.#services.now());
    });
  }

  /**
   * Takes case files in. A case that is there already is never overwritten: it comes as a copy.
   * What cannot be read is told by name, and the others go on.
   * @returns ids of the imported cases
   */
  async import(files: readonly File[]): Promise<readonly string[]> {
    const imported: string[] = [];
    for (const file of files)
      await this.#transfer('import', 'caseFiles.failed', (signal, report) =>
        this.#importFile(file, signal, report, (id) => imported.push(id)),
      );
    if (imported.length > 0) void this.#services.repository.persist();
    return imported;
  }

  /**
   * Makes a file of another kind, with its progress on the screen.
   * @returns null where it failed, which is told, was cancelled, or another transfer is in work
   */
  making(
    name: string,
    make: (options: {
      readonly signal: AbortSignal;
      readonly onProgress: (done: number, total: number) => void;
    }) => Promise<Blob>,
  ): Promise<Blob | null> {
    return this.#transfer('export', 'notices.exportFailed', (signal, report) => {
      report({ name });
      return make({ signal, onProgress: (done, total) => report({ done, total }) });
    });
  }

  /**
   * Takes something else in, with its progress on the screen.
   * @returns null where it failed, which is told, was cancelled, or another transfer is in work
   */
  taking<Result>(
    name: string,
    take: (options: {
      readonly signal: AbortSignal;
      readonly onProgress: (done: number, total: number) => void;
    }) => Promise<Result>,
  ): Promise<Result | null> {
    return this.#transfer('import', 'caseFiles.failed', (signal, report) => {
      report({ name });
      return take({ signal, onProgress: (done, total) => report({ done, total }) });
    });
  }

  /** Ends the transfer in work; a case that is already taken in stays. */
  cancel(): void {
    this.#abort?.abort();
  }

  /** @param taken told the id of each case as soon as it is taken in */
  async #importFile(
    file: File,
    signal: AbortSignal,
    report: (change: Partial<Transfer>) => void,
    taken: (id: string) => void,
  ): Promise<void> {
    report({ name: file.name });
    const { openCaseFiles, readCaseFile } = await import('../io/caseFile/read.ts');
    for (const { name, open } of await openCaseFiles(file))
      try {
        const content = await readCaseFile(await open(), {
          signal,
          onProgress: (done, total) => report({ done, total }),
        });
        taken(await this.#takeIn(content, file.name));
      } catch (error) {
        if (name === null || isAbort(error)) throw error;
        // One of a bundle: the others go on.
        const values = { name: `${file.name} · ${name}`, problem: problemOf(error) };
        this.#services.notify({ level: 'error', key: 'caseFiles.failed', values });
      }
  }

  async #takeIn(content: CaseFileContent, file: string): Promise<string> {
    const { repository, newId, tabs, notify } = this.#services;
    const { language } = this.#store.getState().preferences;
    const mark = this.#mark();
    // Before anything is changed: a signature stands for the case as it was written.
    const proven = await provenCase(content);
    const isCopy = await repository.has(proven.document.id);
    const id = isCopy ? newId() : proven.document.id;
    const { images, keys } = await this.#freePictures(content.images);
    const name =
      isCopy && !content.document.signature
        ? tell(say('caseFile.copyName', { name: proven.document.name }), language)
        : proven.document.name;
    const moved: Case = {
      ...proven.document,
      id,
      name,
      updatedAt: mark.at,
      fields: proven.document.fields.map((field) => {
        const imageId = keys.get(field.imageId);
        return imageId === undefined ? field : { ...field, imageId };
      }),
    };
    const changed = isCopy || keys.size > 0;
    const document = withLines(
      withLines(moved, [say('audit.case.import', { file })], mark, 'case.import'),
      proven.said,
      mark,
      'case.verify',
    );
    await repository.adopt(
      await this.#withTrueSignature(document, proven, changed, mark),
      proven.versions,
      images,
    );
    tabs.announce(id);
    await this.#documents.refreshList();
    notify({
      level: 'success',
      key: isCopy ? 'caseFiles.importedAsCopy' : 'caseFiles.imported',
      values: { name },
      action: { key: 'caseFiles.open', run: () => void this.#documents.open(id) },
    });
    this.#tellBroken(proven);
    if (content.missingPictures.length > 0)
      notify({
        level: 'error',
        key: 'caseFiles.picturesMissing',
        values: { name, count: content.missingPictures.length },
      });
    return id;
  }

  /** A signature stands for a content: a case that lost it, or is another now, goes on unsigned. */
  async #withTrueSignature(
    document: Case,
    { broken, versions }: ProvenCase,
    changed: boolean,
    mark: Mark,
  ): Promise<Case> {
    const { language } = this.#store.getState().preferences;
    const amendment = (unsigned: Case, why: Message) =>
      asAmendment(unsigned, versions, why, mark, language);
    const { signature } = document;
    if (broken) return amendment(document, brokenSignature(broken));
    if (!signature || !changed || (await contentHash(document)) === signature.contentHash)
      return document;
    const why = say('caseFile.unsigned', { by: signature.by, at: signature.at });
    return amendment(withLines({ ...document, signature: null }, [why], mark, 'case.import'), why);
  }

  /** Says which signatures did not hold and are gone. */
  #tellBroken({ document, broken, leftOut }: ProvenCase): void {
    const { notify } = this.#services;
    const { name } = document;
    if (broken)
      notify({
        level: 'error',
        key: 'caseFiles.signatureBroken',
        values: { name, by: broken.by },
      });
    for (const version of leftOut)
      notify({ level: 'error', key: 'caseFiles.versionBroken', values: { name, version } });
  }

  /** The person at the screen, now. */
  #mark(): Mark {
    const { reviewer } = this.#store.getState().preferences;
    return { by: reviewer || UNNAMED_REVIEWER, at: this.#services.now() };
  }

  /** Pictures that are not stored yet; one whose key another picture has gets a key of its own. */
  async #freePictures(
    read: CaseFileContent['images'],
  ): Promise<{ images: Map<string, Blob>; keys: Map<string, string> }> {
    const images = new Map<string, Blob>();
    const keys = new Map<string, string>();
    for (const [id, blob] of read) {
      const there = await this.#services.repository.getImage(id);
      if (!there) images.set(id, blob);
      else if (!(await equal(there, blob))) {
        const key = this.#services.newId();
        keys.set(id, key);
        images.set(key, blob);
      }
    }
    return { images, keys };
  }

  async #versionsOf(document: Case): Promise<StoredVersion[]> {
    const versions: StoredVersion[] = [];
    for (const { version } of document.earlier) {
      // A version signed in the first release was never kept whole.
      const signed = await this.#services.repository
        .loadVersion(document.id, version)
        .catch(() => null);
      if (signed) versions.push({ version, document: signed });
    }
    if (document.signature) versions.push({ version: document.version, document });
    return versions;
  }

  async #transfer<Result>(
    kind: Transfer['kind'],
    failure: string,
    work: (signal: AbortSignal, report: (change: Partial<Transfer>) => void) => Promise<Result>,
  ): Promise<Result | null> {
    if (this.#abort) return null;
    const abort = new AbortController();
    this.#abort = abort;
    const report = (change: Partial<Transfer>) =>
      this.#store.setState(({ transfer }) => ({
        transfer: { kind, name: '', done: 0, total: 1, ...transfer, ...change },
      }));
    try {
      report({});
      return await work(abort.signal, report);
    } catch (error) {
      if (!isAbort(error))
        this.#services.notify({
          level: 'error',
          key: failure,
          values: {
            name: this.#store.getState().transfer?.name ?? '',
            problem: wordsOf(error, this.#store.getState().preferences.language),
          },
        });
      return null;
    } finally {
      this.#abort = null;
      this.#store.setState({ transfer: null });
    }
  }
}

/** A plain loop: a megabyte of picture is a million bytes. */
async function equal(a: Blob, b: Blob): Promise<boolean> {
  if (a.size !== b.size) return false;
  const left = new Uint8Array(await a.arrayBuffer());
  const right = new Uint8Array(await b.arrayBuffer());
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false;
  return true;
}
