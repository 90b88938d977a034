import Papa from 'papaparse';
import { UNCOUNTABLE, UNNAMED } from '../export/annotations.ts';
import { AnnotationError, type ForeignBox, type ForeignImage, type TextFile } from './types.ts';

/**
 * A table of cells, one a line: file, x, y, width, height (px, from the top left), label; countable
 * and patient may follow. A line with a file alone says that its picture holds no cell.
 */

const REQUIRED = ['file', 'x', 'y', 'width', 'height', 'label'] as const;
type Column = (typeof REQUIRED)[number] | 'countable' | 'patient';

const COUNTABLE: Readonly<Record<string, boolean>> = {
  '': true,
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};

/**
 * Reads a table; names of columns in any capitals and order, separated by comma, semicolon or tab.
 * @throws AnnotationError naming file, line and remedy
 */
export function readCellTable({ name, text }: TextFile): ForeignImage[] {
  const { rows, delimiter, lines } = rowsIn(name, text);
  const head = (rows[0] ?? []).map((column) => column.trim().toLowerCase());
  const absent = REQUIRED.filter((column) => !head.includes(column));
  if (absent.length > 0)
    throw new AnnotationError('annotations.noColumns', { file: name, columns: absent.join(', ') });
  // A decimal comma can only stand where commas do not part the columns.
  const decimal = (value: string) => (delimiter === ',' ? value : value.replace(',', '.'));
  const images = new Map<string, ForeignImage & { boxes: ForeignBox[] }>();
  for (const [index, row] of rows.entries()) {
    if (index === 0 || row.every((value) => value.trim() === '')) continue;
    const place = { file: name, line: lines[index] as number };
    const cellOf = (column: Column) => row[head.indexOf(column)]?.trim() ?? '';
    const [file, patient] = [cellOf('file'), cellOf('patient')];
    if (file === '') throw new AnnotationError('annotations.noFileName', place);
    const key = `${patient}\n${file}`;
    const image = images.get(key) ?? {
      name: file,
      size: null,
      unit: 'pixels',
      file: name,
      ...(patient === '' ? {} : { patient }),
      boxes: [],
    };
    images.set(key, image);
    if (REQUIRED.slice(1).every((column) => cellOf(column) === '')) continue;
    const [x, y, width, height] = (['x', 'y', 'width', 'height'] as const).map((column) => {
      const value = cellOf(column);
      const number = value === '' ? Number.NaN : Number(decimal(value));
      const isSize = column === 'width' || column === 'height';
      if (!Number.isFinite(number) || (isSize && number <= 0))
        throw new AnnotationError('annotations.badNumber', { ...place, column, text: value });
      return number;
    }) as [number, number, number, number];
    const word = cellOf('countable').toLowerCase();
    // Every object has a `constructor`; the table of words has not.
    const countable = Object.hasOwn(COUNTABLE, word) ? COUNTABLE[word] : undefined;
    if (countable === undefined)
      throw new AnnotationError('annotations.badCountable', {
        ...place,
        text: cellOf('countable'),
      });
    image.boxes.push({
      className: countable ? cellOf('label') || UNNAMED : UNCOUNTABLE,
      box: { x, y, width, height },
    });
  }
  return [...images.values()];
}

/**
 * The rows with the line in which each begins: text in quotation marks may go on in the next line.
 * @throws AnnotationError where a quotation mark is not closed, which would swallow what follows
 */
function rowsIn(file: string, text: string) {
  const rows: string[][] = [];
  const lines: number[] = [];
  let [delimiter, start, line] = [',', 0, 1];
  Papa.parse<string[]>(text, {
    step: ({ data, errors, meta }) => {
      if (errors.some(({ type }) => type === 'Quotes'))
        throw new AnnotationError('annotations.badQuotes', { file, line });
      delimiter = meta.delimiter;
      rows.push(data);
      lines.push(line);
      line += text.slice(start, meta.cursor).split(/\r\n|\r|\n/).length - 1;
      start = meta.cursor;
    },
  });
  return { rows, delimiter, lines };
}
