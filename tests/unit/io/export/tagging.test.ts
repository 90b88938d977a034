import sharp from 'sharp';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Case } from '../../../../src/domain/case.ts';
import { evaluate, evaluatedCaseOf } from '../../../../src/domain/evaluation/index.ts';
import type { Language } from '../../../../src/domain/language.ts';
import { NO_REPORT_HEAD } from '../../../../src/domain/reportHead.ts';
import { PAPER_RULE } from '../../../../src/domain/rules.ts';
import { evaluationPdf } from '../../../../src/io/export/evaluation/pdf.ts';
import { reportPdf } from '../../../../src/io/export/pdf.ts';
import { packed } from '../../../../src/io/export/tagging/pack.ts';
import { readChineseFont } from '../../../../tools/lib/analysis/chineseFont.ts';
import { frozenCases } from '../../domain/frozenPatients.ts';
import { allOf, dictionaries, type Tag, taggedPages, wordsOf, writtenTree } from './structure.ts';
import { MANIFEST, mixedCase } from './support.ts';

/** What a screen reader finds in the reports. */

const AT = '2026-01-02T03:04:05.000Z';

/** A case with something of everything, pictures too, and fields over more than one page. */
async function caseReport(language: Language): Promise<Uint8Array> {
  const document = mixedCase('unresolved');
  const create = { width: 8, height: 6, channels: 3 as const, background: '#888' };
  const png = await sharp({ create }).png().toBuffer();
  const picture = `data:image/png;base64,${png.toString('base64')}`;
  const reportHead = { ...NO_REPORT_HEAD, name: 'Haematology', logo: picture };
  const cells = [
    { label: 'LBL', picture, field: 3 },
    { label: 'SEG', picture, field: 1 },
  ] as const;
  const pictures = { fields: new Map(document.fields.map(({ id }) => [id, picture])), cells };
  return await reportPdf(
    document,
    { language, manifest: MANIFEST, pictures, reportHead },
    readChineseFont,
  );
}

const evaluationReport = (
  language: Language,
  cases: readonly Case[] = frozenCases(),
): Promise<Uint8Array> =>
  evaluationPdf(
    evaluate(
      cases.map((of) => evaluatedCaseOf(of)!),
      PAPER_RULE,
    ),
    { language, at: AT, reportHead: NO_REPORT_HEAD },
    readChineseFont,
  );

const REPORTS = {
  case: caseReport,
  evaluation: (language: Language) => evaluationReport(language),
};
const written = new Map<string, Promise<Uint8Array>>();
/** Each is written once for all that look at it. */
function reportOf(kind: keyof typeof REPORTS, language: Language): Promise<Uint8Array> {
  const key = `${kind} ${language}`;
  const bytes = written.get(key) ?? REPORTS[kind](language);
  written.set(key, bytes);
  return bytes;
}
const KINDS = ['case', 'evaluation'] as const;
const LANGUAGES = ['en', 'zh'] as const;

const withRole = (tags: readonly Tag[], role: string) => tags.filter((tag) => tag.role === role);

describe.each(KINDS.flatMap((kind) => LANGUAGES.map((language) => ({ kind, language }))))(
  'the tags of the report, $kind $language',
  ({ kind, language }) => {
    let bytes: Uint8Array;
    let read: Awaited<ReturnType<typeof taggedPages>>;
    let tags: Tag[];
    beforeAll(async () => {
      bytes = await reportOf(kind, language);
      read = await taggedPages(bytes);
      tags = read.pages.flatMap(({ tree }) => allOf(tree));
    });

    it('are announced, with the language', () => {
      expect(read.marks).toMatchObject({ Marked: true });
      expect(read.language).toBe(language === 'zh' ? 'zh-CN' : 'en');
    });

    it('hold all that is painted, but for artifacts', () => {
      for (const { reached, marked, unmarked } of read.pages) {
        expect(unmarked).toEqual([]);
        expect(marked.length).toBeGreaterThan(2);
        expect(new Set(marked).size).toBe(marked.length);
        expect([...reached].sort()).toEqual([...marked].sort());
      }
    });

    it('lead from the root to every content, and from every content back', () => {
      const { owners, parents, lost, roles } = writtenTree(bytes);
      expect(lost).toEqual([]);
      expect(owners.size).toBeGreaterThan(300);
      expect(new Map([...owners].sort())).toEqual(new Map([...parents].sort()));
      expect(roles.get('Document')).toBe(1);
    });

    it('have one title, then headings, then words, tables and figures', () => {
      expect(withRole(tags, 'H1')).toHaveLength(1);
      expect(withRole(tags, 'H2').length).toBeGreaterThan(4);
      const roles = tags.map(({ role }) => role);
      expect(roles.indexOf('H1')).toBeLessThan(roles.indexOf('H2'));
      expect(new Set(roles)).toEqual(
        new Set([
          ...['Root', 'Document', 'H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD', 'Figure'],
          ...(kind === 'case' ? ['L', 'LI', 'LBody'] : []),
        ]),
      );
      for (const role of ['H1', 'H2', 'P'])
        for (const tag of withRole(tags, role)) expect(wordsOf(tag).trim()).not.toBe('');
    });

    it('give tables rows of the same kind, and heads', () => {
      const tables = withRole(tags, 'Table');
      expect(tables.length).toBeGreaterThan(3);
      for (const table of tables) {
        const rows = withRole(allOf(table), 'TR');
        expect(rows).toHaveLength(table.children.length);
        for (const row of rows) {
          const cells = row.children as Tag[];
          for (const cell of cells) expect(['TH', 'TD']).toContain(cell.role);
          // A row may begin with a cell that has no words, as a second table of names does.
          expect(withRole(cells, 'TH').length).toBeGreaterThan(0);
        }
      }
    });

    it('say of every figure what it shows and where it is', () => {
      const figures = withRole(tags, 'Figure');
      expect(figures.length).toBeGreaterThan(8);
      for (const { alt, bbox } of figures) {
        expect(alt).toMatch(language === 'zh' ? /\p{Script=Han}/u : /^[^\p{Script=Han}]{5,}$/u);
        expect(bbox).toHaveLength(4);
        const [left, bottom, right, top] = bbox as [number, number, number, number];
        expect(left).toBeGreaterThan(30);
        // A box that a reviewer drew reaches out of its field.
        expect(right).toBeLessThan(595 - 25);
        expect(bottom).toBeGreaterThan(40);
        expect(top).toBeLessThan(842 - 40);
        expect(right - left).toBeGreaterThan(5);
        expect(top - bottom).toBeGreaterThan(5);
      }
    });

    it('leave what stands on every page out', () => {
      const research = { en: 'For Research Use Only', zh: '仅供研究使用' }[language];
      for (const { tree, artifacts } of read.pages) {
        expect(artifacts).toContain(research);
        expect(wordsOf(tree)).not.toContain(research);
      }
    });
  },
);

describe('the tags of a case', () => {
  it('are read in the order of the report', async () => {
    const { pages } = await taggedPages(await reportOf('case', 'en'));
    const [first] = pages;
    const document = first!.tree.children[0] as Tag;
    const order = document.children.map((child) => (child as Tag).role).join(' ');
    // Laboratory, title, logo; what the case is; the call in its frame; the differential.
    expect(order).toMatch(/^P H1 Figure Table (P ){4,10}Table P H2 Table (P )+H2 Table P P$/);
    expect(first!.artifacts).toContain('PRELIMINARY');
    const [differential] = withRole(allOf(first!.tree), 'Table').slice(1);
    const rows = withRole(allOf(differential!), 'TR').map((row) =>
      row.children.map((cell) => [(cell as Tag).role, wordsOf(cell as Tag).trim()].join(' ')),
    );
    expect(rows[0]).toEqual(rows[0]!.filter((cell) => cell.startsWith('TH')));
    expect(rows[0]!.slice(0, 3)).toEqual(['TH Code', 'TH Class', 'TH n']);
    expect(rows.find(([head]) => head === 'TH LBL')!.slice(0, 3)).toEqual([
      'TH LBL',
      'TD Lymphoblast',
      'TD 6',
    ]);
    expect(rows.at(-1)![0]).toBe('TH Total');
  });

  it.each([
    ['en', /^Lymphoblast: 6 of \d+, \d+\.\d\s% \(95\s% interval /, 'Cell of class LBL in field 3'],
    ['zh', /^原始淋巴细胞：\d+ 个中 6 个，\d+\.\d%（/, '视野 3 中类别为 LBL 的细胞'],
  ] as const)('name figures with their numbers, %s', async (language, bar, cell) => {
    const { pages } = await taggedPages(await reportOf('case', language));
    const alts = withRole(
      pages.flatMap(({ tree }) => allOf(tree)),
      'Figure',
    ).map(({ alt }) => alt);
    expect(alts).toContainEqual(expect.stringMatching(bar));
    expect(alts).toContain(cell);
    const chart = { en: /all fields: .*field 1: /, zh: /全部视野：.*视野 1：/ }[language];
    expect(alts).toContainEqual(expect.stringMatching(chart));
  });

  it('say what heads are of, and how far cells reach', async () => {
    const written = [...dictionaries(await reportOf('case', 'en')).values()];
    const cells = (role: string, attribute: string) =>
      written.filter((text) => text.includes(`/S /${role}\n`) && text.includes(attribute)).length;
    expect(cells('TH', '/Scope /Column')).toBe(9 + 5 + 2 * 5);
    expect(cells('TH', '/Scope /Row')).toBeGreaterThan(40);
    expect(cells('TD', '/Scope')).toBe(0);
    // The total's name and its number of ICSH cells.
    expect([cells('TH', '/ColSpan 2'), cells('TD', '/ColSpan 2')]).toEqual([1, 1]);
  });

  it('keep a table over several pages one, its head read once', async () => {
    const patients = Array.from({ length: 8 }, (_, copy) =>
      frozenCases().map((of) => ({
        ...of,
        id: `${of.id}-${copy}`,
        name: `Copy ${copy}, ${of.name}`,
      })),
    ).flat();
    const bytes = await evaluationReport('en', patients);
    const { pages } = await taggedPages(bytes);
    // PDF.js gives each page the whole table, with the words of that page.
    const rows = pages.map(({ tree }) =>
      withRole(allOf(tree), 'Table').flatMap((table) =>
        table.children.map((row) => wordsOf(row as Tag)).filter((words) => words !== ''),
      ),
    );
    const named = rows.map((of) => of.filter((words) => words.includes('Copy ')).length);
    expect(named.filter((count) => count > 0).length).toBeGreaterThan(1);
    expect(named.reduce((sum, count) => sum + count, 0)).toBe(patients.length);
    const isHead = (words: string) => words.includes('Share by the truth');
    expect(rows.flat().filter(isHead)).toHaveLength(1);
    const last = pages[named.findLastIndex((count) => count > 0)]!;
    expect(last.artifacts).toContain('Share by the truth');
  });
});

describe('the packing of objects', () => {
  it('takes a PDF of PDFKit’s alone', async () => {
    expect(() => packed(new Uint8Array(200))).toThrow('PDFKit');
    const once = await reportOf('case', 'en');
    expect(() => packed(once)).toThrow('PDFKit');
  });
});

describe('the bundle of pdfmake for browsers', () => {
  it('tags as the one for Node does', async () => {
    vi.resetModules();
    vi.doMock('pdfmake', () => import('pdfmake/build/pdfmake.js'));
    const { reportPdf: inBrowsers } = await import('../../../../src/io/export/pdf.ts');
    const rolesOf = async (write: typeof reportPdf) =>
      writtenTree(await write(mixedCase(), { manifest: MANIFEST }, readChineseFont)).roles;
    expect(await rolesOf(inBrowsers)).toEqual(await rolesOf(reportPdf));
    vi.doUnmock('pdfmake');
  });
});
