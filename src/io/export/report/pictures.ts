import type { Content } from 'pdfmake/interfaces';
import type { Field } from '../../../domain/case.ts';
import { readCell } from '../../../domain/cellReading.ts';
import { type Label, labelLineage, labelName } from '../../../domain/classes.ts';
import { tallyCells } from '../../../domain/differential.ts';
import { LINEAGE_COLOURS, UNCOUNTABLE_COLOUR } from '../../../domain/lineageColours.ts';
import { givenName } from '../../../domain/text/givenNames.ts';
import { described } from '../tagging/nodes.ts';
import { fieldAlt } from './alt.ts';
import type { ReportPictures, ReportSubject } from './input.ts';
import { heading } from './origin.ts';
import { CONTENT_WIDTH } from './theme.ts';

/** Cells of a class in one row of the report. */
export const CELLS_EACH = 6;
/** More fields than these do not fit beside the rest of a report of three pages. */
export const MOST_FIELDS = 9;

const CELL_SIDE = 30;
const CLASS_COLUMNS = 2;
const FIELD_COLUMNS = 3;
const GAP = 10;
const FIELD_WIDTH = (CONTENT_WIDTH - (FIELD_COLUMNS - 1) * GAP) / FIELD_COLUMNS;

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
          columnGap: 4,
        },
      ],
      unbreakable: true,
    }),
  );
  return [
    heading(words.pictures.cells),
    ...rowsOf(blocks, CLASS_COLUMNS),
    { text: words.pictures.cellsNote, style: 'fine', margin: [0, 3, 0, 0] },
  ];
}

/** Small pictures of the fields with every box; nothing without pictures. */
export function fieldPictures(subject: ReportSubject): Content[] {
  const { document, pictures, words, language } = subject;
  const shown = document.fields.filter(({ id }) => pictures.fields.has(id)).slice(0, MOST_FIELDS);
  if (shown.length === 0) return [];
  const blocks = shown.map((field): Content => {
    const counted = tallyCells([field]).counted;
    const name = words.pictures.field(givenName(field.name, language), counted);
    return {
      stack: [
        described(
          {
            stack: [
              { image: pictures.fields.get(field.id) as string, width: FIELD_WIDTH },
              boxesOver(field),
            ],
          },
          fieldAlt(field, subject),
        ),
        { text: name, fontSize: 7, margin: [0, 1, 0, 4] },
      ],
      unbreakable: true,
    };
  });
  return [
    heading(words.pictures.fields),
    ...rowsOf(blocks, FIELD_COLUMNS),
    { text: words.pictures.fieldsNote(shown.length, document.fields.length), style: 'fine' },
  ];
}

/** Drawn upwards from below the picture, over it. */
function boxesOver({ width, height, cells }: Field): Content {
  const scale = FIELD_WIDTH / width;
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
