import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../../../src/domain/case.ts';
import { researchUseNotice, syntheticNotice } from '../../../../src/domain/notice.ts';
import { reportPdf } from '../../../../src/io/export/pdf.ts';
import { printedText } from '../../../../src/io/export/report/fonts.ts';
import type { ReportOptions } from '../../../../src/io/export/report/input.ts';
import { readChineseFont } from '../../../../tools/lib/analysis/chineseFont.ts';
import { caseOf } from '../../domain/cells.ts';
import { MANIFEST, signed } from './support.ts';

/** What no page may lack, however long the names are that stand beside it. */

const AT = '2026-01-02T03:04:05.000Z';
const WHEN = '2026-01-02 03:04 UTC';
const NAMES = {
  'a wide name': 'W'.repeat(120),
  words: 'Accession 2026-000017 of the study '.repeat(5).slice(0, 120),
  'a Chinese name': '病例编号二零二六'.repeat(15),
  'a name that cannot be printed': 'حالة '.repeat(24),
};
const SIGNERS = [
  'W'.repeat(80),
  'Professor Doctor of Medicine '.repeat(5).slice(0, 80),
  '欧阳主任医师'.repeat(14).slice(0, 80),
];

/** Without spaces and ligatures, which lines and typefaces put where they like. */
const bare = (text: string) => text.normalize('NFKC').replace(/\s/g, '');

interface Page {
  readonly text: string;
  /** Baselines of what stands above the page's content, from the top, pt. */
  readonly head: readonly number[];
}

async function pagesOf(document: Case, options: ReportOptions): Promise<Page[]> {
  const bytes = await reportPdf(document, { manifest: MANIFEST, ...options }, readChineseFont);
  const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise;
  const pages: Page[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    const words = items.flatMap((item) => ('str' in item && item.str.trim() ? [item] : []));
    const small = words.filter(({ height }) => Math.abs(height - 8) < 0.1);
    const tops = [...new Set(small.map(({ transform }) => Math.round(842 - transform[5])))];
    pages.push({
      text: bare(words.map(({ str }) => str).join('')),
      head: tops.filter((top) => top < 70).sort((a, b) => a - b),
    });
  }
  return pages;
}

describe.each(['en', 'zh'] as const)('every page, %s', (language) => {
  const counted = caseOf({ SEG: 100, LBL: 30, BLAST: 9 }, {}, 12);
  const reason = 'M'.repeat(200);
  const settings = { ...counted.settings, ruleReason: reason };
  const base = { ...counted, settings, synthetic: true };
  const signature = (by: string) => ({ by, at: AT, contentHash: 'cd'.repeat(32) });

  const signedBy = (by: string, document: Case): Case => {
    const { signature: held, ...others } = signed(document);
    return { ...others, signature: { ...held!, by } };
  };

  it.each(Object.entries(NAMES))('has its notices beside %s', async (_kind, name) => {
    for (const by of SIGNERS) {
      const pages = await pagesOf(signedBy(by, { ...base, name }), { language });
      expect(pages.length).toBeGreaterThan(1);
      // In full on the first page, and what stands beside it is still on the page.
      expect(pages[0]?.text).toContain(bare(printedText(name)));
      expect(pages[0]?.text).toContain(bare('2026-01-02 03:04 UTC'));
      expect(pages[0]?.text).toContain(reason);
      expect(pages.at(-1)?.text).toContain(bare(by));
      for (const { text, head } of pages) {
        expect(text).toContain(bare(syntheticNotice(language)));
        expect(text).toContain(bare(researchUseNotice(language)));
        expect(text).toContain(bare({ en: 'Signed by', zh: '签名：' }[language]));
        // The notice, then name and state: a second line of either would be a third here.
        expect(head).toHaveLength(2);
      }
    }
  });

  it('says which version it is, and what it replaces', async () => {
    const by = SIGNERS[1] as string;
    const amended = signedBy('Dr Second', {
      ...base,
      name: NAMES.words,
      version: 2,
      earlier: [
        {
          version: 1,
          signature: signature(by),
          amended: { by: 'Dr Second', at: AT, reason: 'field 2 was of another patient' },
        },
      ],
    });
    const begun = {
      en: 'Version 2, amended, replaces version 1 signed by Professor Doctor',
      zh: '第 2 版（修订），替代由 Professor Doctor',
    }[language];
    const pages = await pagesOf(amended, { language });
    for (const { text, head } of pages) {
      expect(text).toContain(bare(begun));
      expect(text).toContain(
        bare({ en: `… on ${WHEN}`, zh: `… 于 ${WHEN} 签名的第 1 版` }[language]),
      );
      expect(head).toHaveLength(3);
    }
    // In full beside the signature.
    const whole = { en: `signed by ${by} on ${WHEN}.`, zh: `由 ${by} 于 ${WHEN} 签名的第 1 版。` };
    expect(pages.at(-1)?.text).toContain(bare(whole[language]));
    const draft = await pagesOf({ ...amended, signature: null }, { language });
    for (const { text } of draft)
      expect(text).toContain(bare({ en: 'Draft of version 2', zh: '第 2 版草稿' }[language]));
  });

  it('says what superseded it', async () => {
    const pages = await pagesOf(signedBy('Dr First', base), {
      language,
      newer: { version: 3, by: 'Dr Third', at: AT },
    });
    const said = {
      en: `Version 1 was superseded by version 3 signed by Dr Third on ${WHEN}`,
      zh: `第 1 版已被由 Dr Third 于 ${WHEN} 签名的第 3 版替代`,
    }[language];
    for (const { text } of pages) {
      expect(text).toContain(bare(said));
      expect(text).toContain({ en: 'SUPERSEDED', zh: '已被替代' }[language]);
    }
  });
});
