import { produce } from 'immer';
import type { Case, Field, Reader } from '../../domain/case.ts';
import { newCase } from '../../domain/newCase.ts';
import { boxesIn, type ClassMapping, cellsUnder } from '../../io/import/match.ts';
import type { ForeignSet, SetPatient } from '../../io/import/set.ts';
import { AnnotationError } from '../../io/import/types.ts';
import { type FieldCells, importReader } from '../commands/importReader.ts';
import { type Documents, UNNAMED_REVIEWER } from '../documents.ts';
import { fieldsOfFile } from '../importImages.ts';
import { problemOf, type Services } from '../services.ts';

export interface OpenSetOptions {
  /** What each class of the truth means here. */
  readonly mapping: ClassMapping;
  /** Of whoever opens it, for the audit trail; empty where not given. */
  readonly by: string;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Makes a case of each patient of a set, with its truth. A patient one of whose pictures cannot be
 * read, or does not fit its truth, is left out with the reason told; the others go on.
 * @returns ids of the cases
 * @throws DOMException 'AbortError' when cancelled; patients taken in before stay
 */
export async function openSet(
  set: ForeignSet,
  documents: Documents,
  services: Services,
  { mapping, by, signal, onProgress }: OpenSetOptions,
): Promise<readonly string[]> {
  const total = set.patients.reduce((sum, { pictures }) => sum + pictures.length, 0);
  const ids: string[] = [];
  let done = 0;
  for (const patient of set.patients) {
    signal.throwIfAborted();
    try {
      const fields: Field[] = [];
      const readings: FieldCells[] = [];
      for (const [index, { path, file, truth }] of patient.pictures.entries()) {
        const [field, ...others] = await fieldsOfFile(file, services);
        if (!field || others.length > 0)
          throw new AnnotationError('annotations.pages', { file: path });
        fields.push(field);
        readings.push({ fieldId: field.id, cells: cellsUnder(boxesIn(field, truth), mapping) });
        onProgress(done + index + 1, total);
        signal.throwIfAborted();
      }
      const created = caseOf(patient, fields, services);
      const at = services.now();
      const actor = { by: by || UNNAMED_REVIEWER, at };
      const command = importReader(readerOf(set, services), readings);
      const document = produce(created, (draft) => command.apply(draft, actor));
      const entry = { ...command.summary(created), ...actor, command: command.id };
      await documents.store({ ...document, audit: [entry] });
      ids.push(created.id);
    } catch (error) {
      signal.throwIfAborted();
      services.notify({
        level: 'error',
        key: 'validation.patientFailed',
        values: { name: patient.name, problem: problemOf(error) },
      });
    }
    done += patient.pictures.length;
  }
  if (ids.length > 0) void services.repository.persist();
  return ids;
}

const caseOf = ({ name }: SetPatient, fields: Field[], { newId, now }: Services): Case => ({
  ...newCase(newId(), name.slice(0, 120), now()),
  fields,
});

const readerOf = (
  { format, files }: ForeignSet,
  { newId }: Services,
): Omit<Reader, 'imported'> => ({
  id: newId(),
  kind: 'truth',
  name: (files[0] ?? format).slice(0, 120),
  source: { format, files: files.slice(0, 20) },
});
