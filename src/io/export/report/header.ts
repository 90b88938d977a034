import type { Content, TableCell } from 'pdfmake/interfaces';
import { researchUseNotice, syntheticNotice } from '../../../domain/notice.ts';
import { isSynthetic } from '../../../domain/provenance.ts';
import { givenName } from '../../../domain/text/givenNames.ts';
import { described, withRowHeads } from '../tagging/nodes.ts';
import { utc } from './dates.ts';
import { sentenceFitted, widthAtMost } from './fit.ts';
import type { ReportSubject } from './input.ts';
import { CONTENT_WIDTH, FAINT, INK, MARGIN, RULE_LINE, WARNING } from './theme.ts';
import { versionSentences, versionState } from './version.ts';

const LOGO = { width: 120, height: 40 };

/** Who files it, what it is, and what of. */
export function reportHead(subject: ReportSubject): Content[] {
  const { reportHead, words } = subject;
  const named: Content[] = [
    ...(reportHead.name ? [{ text: reportHead.name, style: 'laboratory' }] : []),
    ...(reportHead.address ? [{ text: reportHead.address, style: 'fact' }] : []),
    { text: words.title, style: 'title', margin: [0, reportHead.name ? 4 : 0, 0, 3] },
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

const FACT_NAME = 44;
const FACT_PADDING = 6;
/** A fixed width: a column that grows with its longest word would push the others off the page. */
const FACT_VALUE = (CONTENT_WIDTH - 7 * FACT_PADDING) / 2 - FACT_NAME;

/** What the case is, in two columns of names and values. */
function caseFacts(subject: ReportSubject): Content {
  const { document, unread, words, language } = subject;
  const { facts, versions } = words;
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
    [facts.version, `${document.version} (${versions.states[versionState(subject)]})`],
  ];
  const cells = pairs.map(([name, value]): [TableCell, TableCell] => [
    { text: name, color: FAINT, noWrap: true },
    value ? { text: value } : { text: facts.notGiven, color: FAINT },
  ]);
  const half = Math.ceil(cells.length / 2);
  return {
    table: {
      widths: [FACT_NAME, FACT_VALUE, FACT_NAME, FACT_VALUE],
      body: cells
        .slice(0, half)
        .map((left, row) => [...left, ...(cells[half + row] ?? [{ text: '' }, { text: '' }])]),
    },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingLeft: (column) => (column === 0 ? 0 : FACT_PADDING),
      paddingRight: () => FACT_PADDING,
      paddingTop: () => 0.8,
      paddingBottom: () => 0.8,
    },
    fontSize: 8,
  };
}

const HEADER_TOP = 22;
const HEADER_FONT = 8;
/** Of either typeface at that size. */
const HEADER_LINE = 11;
const HEADER_GAP = 12;
/** Widest that the state may be beside the name. */
const STATE_WIDTH = 200;

/** Sentences that no page may lack, the most important first. */
function headerNotices(subject: ReportSubject): string[] {
  const { document, language } = subject;
  return [
    ...(isSynthetic(document) ? [syntheticNotice(language)] : []),
    ...versionSentences(subject).map(({ by, saying }) =>
      sentenceFitted(saying, by, CONTENT_WIDTH, HEADER_FONT),
    ),
  ];
}

/** Room above the content: what does not fit into it would not be printed. */
export const headerHeight = (subject: ReportSubject): number =>
  HEADER_TOP + (headerNotices(subject).length + 1) * HEADER_LINE + 11;

/** Above every page: notices first, each line of its own, then what the page is of. */
export function pageHeader(subject: ReportSubject): Content {
  const { document, words, language } = subject;
  const { signature } = document;
  const state = signature
    ? sentenceFitted(words.signedBy, signature.by, STATE_WIDTH, HEADER_FONT)
    : words.notSigned;
  const stateWidth = Math.min(STATE_WIDTH, widthAtMost(state, HEADER_FONT));
  return {
    margin: [MARGIN, HEADER_TOP, MARGIN, 0],
    stack: [
      ...headerNotices(subject).map((text) => ({
        text,
        bold: true,
        fontSize: HEADER_FONT,
        color: WARNING,
      })),
      {
        columns: [
          {
            text: sentenceFitted(
              (name) => `${words.title}  ·  ${name}`,
              givenName(document.name, language),
              CONTENT_WIDTH - HEADER_GAP - stateWidth,
              HEADER_FONT,
            ),
            color: FAINT,
            fontSize: HEADER_FONT,
          },
          {
            width: stateWidth,
            text: state,
            alignment: 'right',
            bold: true,
            fontSize: HEADER_FONT,
            color: signature ? INK : WARNING,
          },
        ],
        columnGap: HEADER_GAP,
      },
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
