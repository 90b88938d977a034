import type { Content, TableCell } from 'pdfmake/interfaces';
import { bandWords } from '../../../domain/ageBands.ts';
import { rangeName } from '../../../domain/rangeName.ts';
import { type RangeReading, readRanges } from '../../../domain/referenceRanges.ts';
import { boundsText, shareText } from '../../../domain/wording.ts';
import { head } from './counts.ts';
import type { ReportSubject } from './input.ts';
import { heading } from './origin.ts';
import { LINES } from './theme.ts';

/** The count beside the reference values that the case names; nothing where it names none. */
export function rangeSection(subject: ReportSubject): Content[] {
  const { document, ageBand, words, language, reading } = subject;
  const { ranges } = words;
  if (!ageBand)
    return document.settings.ageBandId
      ? [{ text: ranges.unknown, style: 'fine', margin: [0, 6, 0, 0] }]
      : [];
  const { name, source, note } = bandWords(ageBand, language);
  const rows = readRanges(ageBand, reading.tally, document.settings.blastReading);
  const notes = [
    ranges.basis(source, note),
    ...(rows.some(({ verdict }) => verdict !== null) ? [ranges.outside] : []),
  ];
  return [
    {
      stack: [
        heading(ranges.heading(ageBand.indicative ? `${name} (${ranges.indicative})` : name)),
        {
          table: {
            headerRows: 1,
            dontBreakRows: true,
            widths: ['*', 92, 36, 36, 36, 70],
            body: [
              [
                head(ranges.cells),
                head(ranges.here, 'right'),
                head(ranges.low, 'right'),
                head(ranges.mean, 'right'),
                head(ranges.high, 'right'),
                head(ranges.verdict),
              ],
              ...rows.map((row) => rangeRow(row, subject)),
            ],
          },
          layout: LINES,
          fontSize: 7.5,
        },
        { text: notes.join(language === 'zh' ? '' : ' '), style: 'fine', margin: [0, 2, 0, 0] },
      ],
      unbreakable: true,
    },
  ];
}

function rangeRow(
  { range, proportion, verdict }: RangeReading,
  { words, language }: ReportSubject,
): TableCell[] {
  const here = shareText(proportion);
  const bounds = proportion.interval ? ` (${boundsText(proportion.interval)})` : '';
  const right = (text: string | number | null): TableCell => ({
    text: String(text ?? '—'),
    alignment: 'right',
  });
  return [
    { text: rangeName(range.of, language) },
    right(here + bounds),
    right(range.low),
    right(range.mean),
    right(range.high),
    { text: verdict ? words.ranges.verdicts[verdict] : '—' },
  ];
}
