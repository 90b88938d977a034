import type { Content } from 'pdfmake/interfaces';
import type { Field } from '../../../domain/case.ts';
import { readCell } from '../../../domain/cellReading.ts';
import { type Label, labelLineage, labelName } from '../../../domain/classes.ts';
import { tallyCells } from '../../../domain/differential.ts';
import { LINEAGE_COLOURS, UNCOUNTABLE_COLOUR } from '../../../domain/lineageColours.ts';
import { givenName } from '../../../domain/text/givenNames.ts';
import { described } from '../tagging/nodes.ts';
import { fieldAlt } from './alt.ts';
import { sentenceFitted } from './fit.ts';
import type { ReportPictures, ReportSubject } from './input.ts';
import { heading } from './origin.ts';
import { CONTENT_WIDTH } from './theme.ts';

/** Cells of a class in one row of the report. */
export const CELLS_EACH = 5;
/** So many fields are all shown; of more there are few pictures, since their table is long. */
const ALL_SHOWN = 12;
const FEW_SHOWN = 8;

/** Fields of a case whose pictures are printed: as many as fit into a report of three pages. */
export const shownFields = <Item>(fields: readonly Item[]): readonly Item[] =>
  fields.slice(0, fields.length <= ALL_SHOWN ? ALL_SHOWN : FEW_SHOWN);

const CELL_SIDE = 30;
const CLASS_COLUMNS = 3;
const FIELD_COLUMNS = { least: 3, most: 4 };
const GAP = 10;
/** Size of the letters under a field. */
const CAPTION = 7;

/** Cells that stand for their class, class by class; nothing without pictures. */
export function cellPictures({ pictures, words, language }: ReportSubject): Content[] {
  if (pictures.cells.length === 0) return [];
  const byLabel = new Map<Label, ReportPictures['cells'][number][]>();
  for (const cell of pictures.cells)
    byLabel.set(cell.label, [...(byLabel.get(cell.label) ?? []), cell]);
  const blocks = [...byLabel].map(
    ([label, own]): Content => ({
      stack: [
        {
          text: [{ text: label, bold: true }, `  ${labelName(label, language)}`],
          fontSize: 7.5,
          margin: [0, 3, 0, 1],
        },
        {
          columns: own.map(({ picture, field }) =>
            described(
              { image: picture, fit: [CELL_SIDE, CELL_SIDE], width: CELL_SIDE },
              words.figures.cell(label, field),
            ),
          ),
          columnGap: 3,
        },
      ],
      unbreakable: true,
    }),
  );
  return section(words.pictures.cells, rowsOf(blocks, CLASS_COLUMNS), words.pictures.cellsNote);
}

/** Small pictures of the fields with every box; nothing without pictures. */
export function fieldPictures(subject: ReportSubject): Content[] {
  const { document, pictures, words, language } = subject;
  const shown = shownFields(document.fields).filter(({ id }) => pictures.fields.has(id));
  if (shown.length === 0) return [];
  const rows = Math.ceil(shown.length / FIELD_COLUMNS.most);
  // A third row of wide pictures would take half a page.
  const columns =
    rows > 2 ? FIELD_COLUMNS.most : Math.max(FIELD_COLUMNS.least, Math.ceil(shown.length / rows));
  const width = (CONTENT_WIDTH - (columns - 1) * GAP) / columns;
  const blocks = shown.map((field): Content => {
    const counted = tallyCells([field]).counted;
    const name = sentenceFitted(
      (file) => words.pictures.field(file, counted),
      givenName(field.name, language),
      width,
      CAPTION,
      'middle',
    );
    return {
      stack: [
        described(
          {
            stack: [
              { image: pictures.fields.get(field.id) as string, width },
              boxesOver(field, width),
            ],
          },
          fieldAlt(field, subject),
        ),
        { text: name, fontSize: CAPTION, margin: [0, 1, 0, 4] },
      ],
      unbreakable: true,
    };
  });
  return section(
    words.pictures.fields,
    rowsOf(blocks, columns),
    words.pictures.fieldsNote(shown.length, document.fields.length),
  );
}

/** Drawn upwards from below the picture, over it. */
function boxesOver({ width, height, cells }: Field, printedWidth: number): Content {
  const scale = printedWidth / width;
  return {
    relativePosition: { x: 0, y: -height * scale },
    canvas: cells.map((cell) => {
      const { countable, label } = readCell(cell);
      const { x, y, width: side, height: rise } = cell.box;
      return {
        type: 'rect' as const,
        x: x * scale,
        y: y * scale,
        w: side * scale,
        h: rise * scale,
        lineWidth: 0.7,
        lineColor:
          countable && label !== null ? LINEAGE_COLOURS[labelLineage(label)] : UNCOUNTABLE_COLOUR,
      };
    }),
  };
}

/** Rows of pictures: the heading stays with the first on one page, the note with the last. */
function section(title: string, rows: readonly Content[], note: string): Content[] {
  const under: Content = { text: note, style: 'fine', margin: [0, 3, 0, 0] };
  return rows.map((row, index) => ({
    stack: [
      ...(index === 0 ? [heading(title)] : []),
      row,
      ...(index === rows.length - 1 ? [under] : []),
    ],
    unbreakable: true,
  }));
}

/** Blocks side by side, the last row filled up so that all keep their width. */
function rowsOf(blocks: readonly Content[], columns: number): Content[] {
  const rows: Content[] = [];
  for (let start = 0; start < blocks.length; start += columns) {
    const row = blocks.slice(start, start + columns);
    const empty = Array.from({ length: columns - row.length }, (): Content => ({ text: '' }));
    rows.push({
      columns: [...row, ...empty].map((block) => ({ width: '*', stack: [block] })),
      columnGap: GAP,
    });
  }
  return rows;
}
