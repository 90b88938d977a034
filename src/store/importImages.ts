import type { StoreApi } from 'zustand/vanilla';
import type { Field } from '../domain/case.ts';
import { ExplainedError } from '../domain/explainedError.ts';
import type { Message } from '../domain/message.ts';
import { newField } from '../domain/newCase.ts';
import { say } from '../domain/text/index.ts';
import { type ImageType, typeOf } from '../io/image/container.ts';
import { ImageFileError } from '../io/image/errors.ts';
import { addFields } from './commands/index.ts';
import type { Documents } from './documents.ts';
import { type DecodedPage, problemOf, type Services } from './services.ts';
import type { WorkstationState } from './state.ts';

/** Formats that every browser shows by itself; pages of other files are stored as PNG. */
const SHOWN_BY_BROWSERS: ReadonlySet<ImageType> = new Set(['png', 'jpeg', 'bmp', 'webp']);

/** Bytes that tell a file's type. */
const HEAD_BYTES = 64;

/** The media type by content, since a file's name may lie; null where browsers do not show it. */
async function shownAs(file: Blob): Promise<string | null> {
  const type = typeOf(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  return type && SHOWN_BY_BROWSERS.has(type) ? `image/${type}` : null;
}

const fieldOf = (id: string, name: string, page: DecodedPage): Field =>
  newField({
    id,
    name,
    width: page.width,
    height: page.height,
    scale:
      page.micrometresPerPixel === null
        ? null
        : { micrometresPerPixel: page.micrometresPerPixel, source: 'file' },
  });

/**
 * Opens an image file and stores its pictures: one field a page. It is decoded once to prove that it
 * can be.
 * @throws Error with a message for the user
 */
export async function fieldsOfFile(file: File, services: Services): Promise<Field[]> {
  const pages = await services.decodeImage(file, file.name);
  if (pages.length === 0) throw new ExplainedError(say('field.noPicture'));
  const type = pages.length === 1 ? await shownAs(file) : null;
  const fields: Field[] = [];
  for (const [index, page] of pages.entries()) {
    const id = services.newId();
    const blob = type ? new Blob([file], { type }) : await services.encodePng(page);
    await services.repository.putImage(id, blob);
    const name = pages.length === 1 ? file.name : `${file.name} · ${index + 1}`;
    fields.push(fieldOf(id, name, page));
  }
  return fields;
}

/** What is wrong with a file, in a sentence that names it already. */
const faultOf = (error: unknown): Message =>
  error instanceof ImageFileError
    ? say('image.unnamed', { problem: error.fault.problem, remedy: error.fault.remedy })
    : problemOf(error);

/**
 * Adds image files to the open case, one field a page. A file that cannot be opened is named with the
 * reason, and the others go on.
 * @returns the number of fields added.
 */
export async function importImages(
  store: StoreApi<WorkstationState>,
  documents: Documents,
  services: Services,
  files: readonly File[],
): Promise<number> {
  const caseId = store.getState().document?.id;
  let added = 0;
  for (const file of files) {
    try {
      const fields = await fieldsOfFile(file, services);
      // The user may have opened another case while a large file was being read.
      if (store.getState().document?.id !== caseId) return added;
      if (documents.execute(addFields(fields)) !== 'applied') return added;
      added += fields.length;
      if (added === fields.length) store.setState({ activeFieldId: fields[0]!.id });
    } catch (error) {
      services.notify({
        level: 'error',
        key: 'notices.fileNotOpened',
        values: { name: file.name, problem: faultOf(error) },
      });
    }
  }
  if (added > 0) void services.repository.persist();
  return added;
}
