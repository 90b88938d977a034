import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { Case } from '../../../domain/case.ts';
import { readCase } from '../../../domain/caseReading.ts';
import { RESEARCH_USE_NOTICE, SYNTHETIC_NOTICE } from '../../../domain/notice.ts';
import type { PackManifest } from '../../../domain/pack.ts';
import { isSynthetic, manifestOfCase } from '../../../domain/provenance.ts';
import type { FileProblem } from '../../../domain/result.ts';
import { plural } from '../../../domain/wording.ts';
import { callSection } from './call.ts';
import { classTable, lineageTable, totals } from './counts.ts';
import { utc } from './dates.ts';
import {
  fieldTable,
  heading,
  packSection,
  problemList,
  reviewText,
  signatureSection,
} from './origin.ts';
import { CONTENT_WIDTH, FAINT, INK, MARGIN, RULE_LINE, STYLES, WARNING } from './theme.ts';

/** The report as a pdfmake document. */
export function reportDefinition(
  document: Case,
  loaded: PackManifest | null,
  unread: readonly FileProblem[] = [],
): TDocumentDefinitions {
  const reading = readCase(document);
  const manifest = manifestOfCase(document, loaded);
  const signed = document.signature !== null;
  return {
    pageSize: 'A4',
    pageMargins: [MARGIN, 62, MARGIN, 46],
    defaultStyle: { font: 'Roboto', fontSize: 8.5, color: INK, lineHeight: 1.12 },
    styles: STYLES,
    language: 'en',
    displayTitle: true,
    info: {
      title: `Bone-marrow differential: ${document.name}`,
      subject: RESEARCH_USE_NOTICE,
      creator: 'Marrow Workstation',
      creationDate: new Date(document.updatedAt),
    },
    ...(signed
      ? {}
      : {
          watermark: {
            text: 'PRELIMINARY',
            color: FAINT,
            opacity: 0.09,
            bold: true,
            fontSize: 100,
            angle: -52,
          },
        }),
    header: () => pageHeader(document),
    footer: (page, pages) => pageFooter(page, pages),
    content: [
      { text: `Bone-marrow differential: ${document.name}`, style: 'title' },
      { text: summaryText(document, unread.length), style: 'fact', margin: [0, 2, 0, 0] },
      callSection(reading.call),
      classTable(reading, manifest),
      {
        columns: [
          { width: '*', stack: [heading('By lineage'), lineageTable(reading)] },
          { width: '*', stack: [heading('Counts and M : E'), totals(reading, document)] },
        ],
        columnGap: 16,
        unbreakable: true,
      },
      { ...heading('Fields'), pageBreak: 'before' },
      fieldTable(document),
      ...problemList(document, unread),
      { stack: [heading('Provenance'), ...packSection(document, manifest)] },
      { stack: [heading('Review'), { text: reviewText(document) }], unbreakable: true },
      { stack: [heading('Signature'), signatureSection(document)], unbreakable: true },
    ],
  };
}

function summaryText(document: Case, unread: number): string {
  const analysed = document.fields.filter((field) => field.status === 'analysed').length;
  return [
    `${analysed} of ${plural(document.fields.length, 'field')} analysed`,
    ...(unread > 0 ? [`${plural(unread, 'file')} could not be read`] : []),
    `state of ${utc(document.updatedAt)}`,
  ].join('  ·  ');
}

function pageHeader(document: Case): Content {
  const { signature } = document;
  return {
    margin: [MARGIN, 22, MARGIN, 0],
    stack: [
      {
        columns: [
          { text: `Marrow Workstation  ·  ${document.name}`, color: FAINT, fontSize: 8 },
          {
            text: signature ? `Signed by ${signature.by}` : 'PRELIMINARY: not signed',
            alignment: 'right',
            bold: true,
            fontSize: 8,
            color: signature ? INK : WARNING,
          },
        ],
      },
      ...(isSynthetic(document)
        ? [{ text: SYNTHETIC_NOTICE, bold: true, fontSize: 8, color: WARNING }]
        : []),
      line(),
    ],
  };
}

const pageFooter = (page: number, pages: number): Content => ({
  margin: [MARGIN, 8, MARGIN, 0],
  stack: [
    line(),
    {
      columns: [
        { text: RESEARCH_USE_NOTICE, bold: true, fontSize: 8 },
        {
          width: 80,
          text: `Page ${page} of ${pages}`,
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
const line = (): Content => ({
  canvas: [
    { type: 'line', x1: 0, y1: 2, x2: CONTENT_WIDTH, y2: 2, lineWidth: 0.6, lineColor: RULE_LINE },
  ],
});
