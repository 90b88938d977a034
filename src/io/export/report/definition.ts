import type { TDocumentDefinitions } from 'pdfmake/interfaces';
import type { Case } from '../../../domain/case.ts';
import { researchUseNotice } from '../../../domain/notice.ts';
import { givenName } from '../../../domain/text/givenNames.ts';
import { callSection } from './call.ts';
import { classTable, lineageNote, lineageTable, openNote, totals } from './counts.ts';
import { fieldChart } from './fieldChart.ts';
import { fieldSection } from './fieldTable.ts';
import { LATIN } from './fonts.ts';
import { headerHeight, pageFooter, pageHeader, reportHead } from './header.ts';
import { type ReportOptions, reportSubject } from './input.ts';
import { heading, packSection, problemList, reviewTexts, signatureSection } from './origin.ts';
import { cellPictures, fieldPictures } from './pictures.ts';
import { rangeSection } from './ranges.ts';
import { FAINT, INK, MARGIN, STYLES } from './theme.ts';
import { uncountableNote } from './uncountable.ts';

/** The report as a pdfmake document: tagged, its text selectable, one page for what is asked most. */
export function reportDefinition(document: Case, options: ReportOptions): TDocumentDefinitions {
  const subject = reportSubject(document, options);
  const { words, language, newer } = subject;
  const mark = newer ? words.versions.mark : document.signature ? null : words.preliminary;
  return {
    version: '1.5',
    tagged: true,
    pageSize: 'A4',
    pageMargins: [MARGIN, headerHeight(subject), MARGIN, 40],
    defaultStyle: { font: LATIN, fontSize: 8.5, color: INK, lineHeight: 1.12 },
    styles: STYLES,
    language: words.tag,
    displayTitle: true,
    info: {
      title: `${words.title}: ${givenName(document.name, language)}`,
      subject: researchUseNotice(language),
      creator: 'Marrow Workstation',
      creationDate: new Date(document.updatedAt),
    },
    ...(mark
      ? {
          watermark: {
            text: mark,
            color: FAINT,
            opacity: 0.09,
            bold: true,
            fontSize: 100,
            angle: -52,
          },
        }
      : {}),
    header: () => pageHeader(subject),
    footer: (page, pages) => pageFooter(subject, page, pages),
    content: [
      ...reportHead(subject),
      callSection(subject),
      classTable(subject),
      ...openNote(subject),
      {
        columns: [
          {
            width: '*',
            stack: [
              heading(words.counts.lineages),
              lineageTable(subject),
              // The shorter of both columns.
              ...uncountableNote(subject),
              ...lineageNote(subject),
            ],
          },
          { width: '*', stack: [heading(words.counts.heading), totals(subject)] },
        ],
        columnGap: 16,
        unbreakable: true,
      },
      ...rangeSection(subject),
      ...cellPictures(subject),
      ...fieldPictures(subject),
      ...fieldSection(subject),
      ...fieldChart(subject),
      ...problemList(subject),
      { stack: [heading(words.origin.heading), ...packSection(subject)] },
      {
        stack: [heading(words.review.heading), ...reviewTexts(subject)],
        unbreakable: true,
      },
      {
        stack: [heading(words.signature.heading), signatureSection(subject)],
        unbreakable: true,
      },
    ],
  };
}
