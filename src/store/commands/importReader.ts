import type { Reader, ReaderCell } from '../../domain/case.ts';
import { say } from '../../domain/text/index.ts';
import type { Command } from './command.ts';
import { findField } from './command.ts';

/** A reader's cells by field. */
export interface FieldCells {
  readonly fieldId: string;
  readonly cells: readonly ReaderCell[];
}

/**
 * Lays another reader's cells beside the case's own. They never count, and no signature stands for
 * them: a signed case takes them too.
 */
export const importReader = (
  reader: Omit<Reader, 'imported'>,
  readings: readonly FieldCells[],
): Command => ({
  id: 'reader.import',
  undo: 'step',
  onSigned: 'allowed',
  summary: () =>
    say('audit.reader.import', {
      kind: reader.kind,
      name: reader.name,
      count: readings.reduce((sum, { cells }) => sum + cells.length, 0),
      files: reader.source.files.slice(0, 3).join(', '),
    }),
  apply: (draft, actor) => {
    draft.readers.push({ ...structuredClone(reader), imported: { ...actor } });
    for (const { fieldId, cells } of readings)
      findField(draft, fieldId)?.readings.push({
        readerId: reader.id,
        cells: structuredClone([...cells]),
      });
  },
});

/** Takes a reader and all of their cells out of the case. */
export const removeReader = (readerId: string): Command => ({
  id: 'reader.remove',
  undo: 'step',
  onSigned: 'allowed',
  summary: ({ readers }) => {
    const reader = readers.find(({ id }) => id === readerId);
    return say('audit.reader.remove', { kind: reader?.kind ?? 'reader', name: reader?.name ?? '' });
  },
  apply: (draft) => {
    draft.readers = draft.readers.filter(({ id }) => id !== readerId);
    for (const field of draft.fields)
      if (field.readings.some((reading) => reading.readerId === readerId))
        field.readings = field.readings.filter((reading) => reading.readerId !== readerId);
  },
});
