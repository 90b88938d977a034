import type { Content, TableCell } from 'pdfmake/interfaces';
import type { Field } from '../../../domain/case.ts';
import { countLabels, tallyCells } from '../../../domain/differential.ts';
import { givenName } from '../../../domain/text/givenNames.ts';
import { head } from './counts.ts';
import { fitted, widthAtMost } from './fit.ts';
import type { ReportSubject } from './input.ts';
import { heading } from './origin.ts';
import { CONTENT_WIDTH, LINES, WARNING } from './theme.ts';

const COLUMNS = 2;
const GAP = 16;
const FONT_SIZE = 7.5;
/** pt: counted, uncountable, lymphoblasts, blasts. */
const FIGURES = [30, 42, 22, 28];
/** What `LINES` leaves on both sides of a cell. */
const PADDING = 6;
const NAME_WIDTH =
  (CONTENT_WIDTH - (COLUMNS - 1) * GAP) / COLUMNS -
  FIGURES.reduce((sum, width) => sum + width, 0) -
  (FIGURES.length + 1) * PADDING;
/** Rows of a table that is not broken: more fields go into further ones below. */
const MOST_ROWS = 30;

/** A field with its number in the case. */
interface Numbered {
  readonly number: number;
  readonly field: Field;
}

/** What each field gave, in tables side by side, and what pictures the fields are. */
export function fieldSection(subject: ReportSubject): Content[] {
  const numbered = subject.document.fields.map((field, index) => ({ field, number: index + 1 }));
  const blocks: Content[] = [];
  for (let start = 0; start < numbered.length; start += COLUMNS * MOST_ROWS) {
    const block = numbered.slice(start, start + COLUMNS * MOST_ROWS);
    const rows = Math.ceil(block.length / COLUMNS);
    const parts = Array.from({ length: COLUMNS }, (_, column) =>
      block.slice(column * rows, (column + 1) * rows),
    );
    blocks.push({
      columns: parts.map((part) => ({
        width: '*',
        stack: part.length > 0 ? [fieldTable(part, subject)] : [],
      })),
      columnGap: GAP,
      unbreakable: true,
      margin: [0, 0, 0, 3],
    });
  }
  const [first, ...others] = [...blocks, ...pictured(numbered, subject)];
  return [
    {
      stack: [heading(subject.words.fields.heading), ...(first ? [first] : [])],
      unbreakable: true,
    },
    ...others,
  ];
}

function fieldTable(part: readonly Numbered[], subject: ReportSubject): Content {
  const { fields } = subject.words;
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: ['*', ...FIGURES],
      body: [
        [
          head(fields.field),
          head(fields.counted, 'right'),
          head(fields.uncountable, 'right'),
          head('LBL', 'right'),
          head('BLAST', 'right'),
        ],
        ...part.map((item) => fieldRow(item, subject)),
      ],
    },
    layout: LINES,
    fontSize: FONT_SIZE,
  };
}

function fieldRow({ number, field }: Numbered, { words, language }: ReportSubject): TableCell[] {
  const { fields } = words;
  const tally = tallyCells([field]);
  const right = (text: number): TableCell => ({ text: String(text), alignment: 'right' });
  const state = field.excluded
    ? fields.excluded
    : field.status === 'analysed'
      ? null
      : fields.states[field.status];
  const before = `${number}  `;
  const after = state === null ? '' : `  ${state}`;
  const room = NAME_WIDTH - widthAtMost(before + after, FONT_SIZE);
  const name = fitted(givenName(field.name, language), room, FONT_SIZE, 'middle');
  return [
    { text: [before + name, ...(after ? [{ text: after, color: WARNING }] : [])] },
    right(tally.counted),
    right(tally.uncountable),
    right(countLabels(tally, ['LBL'])),
    right(countLabels(tally, ['BLAST'])),
  ];
}

/** Size and scale, said once for all fields that share them. */
function pictured(numbered: readonly Numbered[], { words }: ReportSubject): Content[] {
  const { fields } = words;
  const alike = new Map<string, { size: string; scale: string; numbers: number[] }>();
  for (const { field, number } of numbered) {
    const size = `${field.width} × ${field.height}`;
    const scale = field.scale
      ? fields.scale(
          field.scale.micrometresPerPixel.toFixed(3),
          fields.scaleSources[field.scale.source],
        )
      : fields.unknownScale;
    const own = alike.get(`${size} ${scale}`) ?? { size, scale, numbers: [] };
    own.numbers.push(number);
    alike.set(`${size} ${scale}`, own);
  }
  const text = [...alike.values()]
    .map(({ size, scale, numbers }) =>
      fields.pictured(
        numbers.length === numbered.length ? fields.allFields : fields.places(runs(numbers)),
        size,
        scale,
      ),
    )
    .join(' ');
  return text === '' ? [] : [{ text, style: 'fine', margin: [0, 1, 0, 0] }];
}

/** `1–4, 7`. */
function runs(numbers: readonly number[]): string {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}
