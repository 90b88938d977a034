import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { evaluate, evaluatedCaseOf } from '../../../../src/domain/evaluation/index.ts';
import { pointsText } from '../../../../src/domain/evaluation/wording.ts';
import { RESEARCH_USE_NOTICE, SYNTHETIC_NOTICE } from '../../../../src/domain/notice.ts';
import { NO_REPORT_HEAD } from '../../../../src/domain/reportHead.ts';
import { PAPER_RULE } from '../../../../src/domain/rules.ts';
import { evaluationCsv } from '../../../../src/io/export/evaluation/csv.ts';
import { evaluationPdf } from '../../../../src/io/export/evaluation/pdf.ts';
import { pdfText } from '../../../e2e/support/pdfText.ts';
import { frozenCases } from '../../domain/frozenPatients.ts';

const AT = '2026-01-02T03:04:05.000Z';
const [first, ...others] = frozenCases();
/** One patient is rendered, and one has a name that a spreadsheet would run. */
const evaluation = evaluate(
  [{ ...first!, synthetic: true, name: '=2+2\n=3' }, ...others].map((of) => evaluatedCaseOf(of)!),
  PAPER_RULE,
);

describe('the figures as a table', () => {
  const text = evaluationCsv(evaluation, { language: 'en', at: AT });
  const { data, errors } = Papa.parse<Record<string, string>>(text.slice(1).trimEnd(), {
    header: true,
  });
  const of = (section: string) => data.filter((row) => row['section'] === section);

  it('opens again, with every part and the notices', () => {
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(errors).toEqual([]);
    const ap = of('detection').find(({ code }) => code === 'ap50')!;
    expect(Number(ap['value'])).toBeCloseTo(evaluation.detection!.ap50.value!, 4);
    expect(Number(ap['ci95_low'])).toBeCloseTo(evaluation.detection!.ap50.interval!.low, 4);
    const { auc } = evaluation.classes.classes!.rows.find(({ label }) => label === 'LBL')!;
    const aucRow = of('class').find(({ code, label }) => code === 'auc' && label === 'LBL')!;
    expect(Number(aucRow['ci95_high'])).toBeCloseTo(auc.interval!.high, 4);
    const matrix = of('confusion').filter(({ scheme }) => scheme === 'classes');
    expect(matrix.reduce((sum, { count }) => sum + Number(count), 0)).toBe(
      evaluation.classes.classes!.n,
    );
    expect(of('patient')).toHaveLength(12);
    expect(of('patient-table').find(({ code }) => code === 'true-positive')?.['count']).toBe(
      String(evaluation.patients!.bare.truePositive),
    );
    const { right, total } = evaluation.recognition!.sensitivity;
    expect(of('recognition')[0]).toMatchObject({
      code: 'sensitivity',
      label: 'zhou-2021',
      count: String(right),
      total: String(total),
    });
    expect(of('notice').map((row) => row['text'])).toEqual(
      expect.arrayContaining([RESEARCH_USE_NOTICE, SYNTHETIC_NOTICE]),
    );
  });

  it('gives no figure to a class without a cell, and runs no formula', () => {
    const absent = of('class').filter(({ label }) => label === 'NB');
    expect(absent.filter(({ scheme }) => scheme === 'classes').map(({ code }) => code)).toEqual([
      'truth',
      'false-calls',
      'specificity',
      'precision',
      'of-all-calls',
    ]);
    // Called so all the same: how often, and that none of it was right.
    const { falseCalls } = evaluation.classes.classes!.rows.find(({ label }) => label === 'NB')!;
    const value = (code: string) => absent.find((row) => row['code'] === code)!;
    expect(value('false-calls')['count']).toBe(String(falseCalls));
    expect(Number(falseCalls)).toBeGreaterThan(0);
    expect([value('precision')['value'], value('precision')['total']]).toEqual([
      '0',
      String(falseCalls),
    ]);
    expect(of('patient').map((row) => row['name'])).toContain("'=2+2\n=3");
  });
});

describe('the figures as a report', () => {
  const font = (file: string) =>
    readFile(`node_modules/@embedpdf/fonts-sc/fonts/${file}`).then(
      (bytes) => new Uint8Array(bytes),
    );

  it('says what the screen says, with the notices on every page', async () => {
    const options = { language: 'en', at: AT, reportHead: NO_REPORT_HEAD } as const;
    const pages = await pdfText(await evaluationPdf(evaluation, options, font));
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) {
      expect(page).toContain(RESEARCH_USE_NOTICE);
      expect(page).toContain(SYNTHETIC_NOTICE);
    }
    const report = pages.join(' ');
    expect(report).toContain(evaluation.detection!.ap50.value!.toFixed(3));
    expect(report).toContain('Rule: FAB rule as in Zhou 2021');
    expect(report).toContain('by the truth’s own count');
    expect(report).not.toContain('fewer than ten patients');
    const { rows } = evaluation.classes.classes!;
    for (const { label, ap, support } of rows)
      if (support > 0) expect(report).toContain(`${label} · AP ${ap.value!.toFixed(3)}`);
    const interval = rows.find(({ label }) => label === 'LBL')!.auc.interval!;
    expect(report).toContain(`${interval.low.toFixed(3)}–${interval.high.toFixed(3)}`);
    expect(report).toContain('plots of the 6 most frequent subjects');
    const { bias } = evaluation.agreement.find(({ subject }) => subject === 'BLAST')!.figures!;
    expect(report).toContain('Cells that the rule counts');
    expect(report).toContain(`Bias ${pointsText(bias.value)}`);
  });

  it('is Chinese in Chinese', async () => {
    const options = { language: 'zh', at: AT, reportHead: NO_REPORT_HEAD } as const;
    const [page] = await pdfText(await evaluationPdf(evaluation, options, font));
    expect(page).toContain('对照标准答案的性能验证');
  });
});
