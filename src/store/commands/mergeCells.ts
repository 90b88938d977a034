import { readCell } from '../../domain/cellReading.ts';
import { unionBox } from '../../domain/geometry.ts';
import { say } from '../../domain/text/index.ts';
import { type Command, fieldName, findField, step } from './command.ts';
import { takeOut } from './takeOut.ts';

/**
 * Makes one cell of boxes of a field that belong together. It carries their label where they agree;
 * the model's boxes are remembered as deleted.
 */
export const mergeCells = (fieldId: string, cellIds: readonly string[], newId: string): Command =>
  step(
    'cell.merge',
    (before) =>
      say('audit.cell.merge', { field: fieldName(before, fieldId), count: cellIds.length }),
    (draft, actor) => {
      const field = findField(draft, fieldId);
      if (!field || field.cells.filter((cell) => cellIds.includes(cell.id)).length < 2) return;
      const parts = takeOut(field, cellIds);
      const labels = new Set(parts.map((cell) => readCell(cell).label));
      const [label] = labels;
      field.cells.push({
        id: newId,
        box: unionBox(parts.map((cell) => cell.box)),
        origin: 'reviewer',
        model: null,
        review: { countable: true, ...(labels.size === 1 && label ? { label } : {}), ...actor },
      });
    },
  );
