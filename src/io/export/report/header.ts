import type { Content, TableCell } from 'pdfmake/interfaces';
import { researchUseNotice, syntheticNotice } from '../../../domain/notice.ts';
import { isSynthetic } from '../../../domain/provenance.ts';
import { givenName } from '../../../domain/text/givenNames.ts';
import { described, withRowHeads } from '../tagging/nodes.ts';
import { utc } from './dates.ts';
import type { ReportSubject } from './input.ts';
import { CONTENT_WIDTH, FAINT, INK, MARGIN, RULE_LINE, WARNING } from './theme.ts';

const LOGO = { width: 120, height: 40 };

/** Who files it, what it is, and what of. */
export function reportHead(subject: ReportSubject): Content[] {
  const { reportHead, words } = subject;
  const named: Content[] = [
    ...(reportHead.name ? [{ text: reportHead.name, style: 'laboratory' }] : []),
    ...(reportHead.address ? [{ text: reportHead.address, style: 'fact' }] : []),
    { text: words.title, style: 'title', margin: [0, reportHead.name ? 6 : 0, 0, 4] },
  ];
  return [
    reportHead.logo
      ? {
          columns: [
            { width: '*', stack: named },
            described(
              {
                width: LOGO.width,
                image: reportHead.logo,
                fit: [LOGO.width, LOGO.height],
                alignment: 'right',
              },
              words.figures.logo,
            ),
          ],
          columnGap: 12,
        }
      : { stack: named },
    withRowHeads(caseFacts(subject), 0, 2),
  ];
}

/** What the case is, in two columns of names and values. */
function caseFacts({ document, unread, words, language }: ReportSubject): Content {
  const { facts } = words;
  const { specimen, site, stain, collectedOn } = document.description;
  const analysed = document.fields.filter((field) => field.status === 'analysed').length;
  const fields = [
    facts.fieldsAnalysed(analysed, document.fields.length),
    ...(unread.length > 0 ? [facts.filesUnread(unread.length)] : []),
  ].join('; ');
  const pairs: readonly (readonly [string, string])[] = [
    [facts.case, givenName(document.name, language)],
    [facts.specimen, specimen],
    [facts.site, site],
    [facts.stain, stain],
    [facts.collected, collectedOn],
    [facts.fields, fields],
    [facts.state, utc(document.updatedAt)],
  ];
  const cells = pairs.map(([name, value]): [TableCell, TableCell] => [
    { text: name, color: FAINT },
    value ? { text: value } : { text: facts.notGiven, color: FAINT },
  ]);
  const half = Math.ceil(cells.length / 2);
  return {
    table: {
      widths: ['auto', '*', 'auto', '*'],
      body: cells
        .slice(0, half)
        .map((left, row) => [...left, ...(cells[half + row] ?? [{ text: '' }, { text: '' }])]),
    },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingLeft: (column) => (column === 0 ? 0 : 6),
      paddingRight: () => 6,
      paddingTop: () => 0.8,
      paddingBottom: () => 0.8,
    },
    fontSize: 8,
  };
}

/** Above every page. */
export function pageHeader({ document, words, language }: ReportSubject): Content {
  const { signature } = document;
  return {
    margin: [MARGIN, 22, MARGIN, 0],
    stack: [
      {
        columns: [
          {
            text: `${words.title}  ·  ${givenName(document.name, language)}`,
            color: FAINT,
            fontSize: 8,
          },
          {
            text: signature ? words.signedBy(signature.by) : words.notSigned,
            alignment: 'right',
            bold: true,
            fontSize: 8,
            color: signature ? INK : WARNING,
          },
        ],
      },
      ...(isSynthetic(document)
        ? [{ text: syntheticNotice(language), bold: true, fontSize: 8, color: WARNING }]
        : []),
      line(),
    ],
  };
}

/** Below every page. */
export const pageFooter = (
  { words, language }: ReportSubject,
  page: number,
  pages: number,
): Content => ({
  margin: [MARGIN, 8, MARGIN, 0],
  stack: [
    line(),
    {
      columns: [
        { text: researchUseNotice(language), bold: true, fontSize: 8 },
        {
          width: 90,
          text: words.page(page, pages),
          alignment: 'right',
          color: FAINT,
          fontSize: 8,
        },
      ],
      margin: [0, 4, 0, 0],
    },
  ],
});

/** A new one each time: pdfmake lays a node out once. */
export const line = (): Content => ({
  canvas: [
    { type: 'line', x1: 0, y1: 2, x2: CONTENT_WIDTH, y2: 2, lineWidth: 0.6, lineColor: RULE_LINE },
  ],
});
