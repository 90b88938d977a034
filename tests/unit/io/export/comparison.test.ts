import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { compareReaders } from '../../../../src/domain/readerComparison.ts';
import { ownReading, type Reading } from '../../../../src/domain/readers.ts';
import { comparisonCsv } from '../../../../src/io/export/comparisonCsv.ts';
import { box, caseOf, fieldOf, modelCell } from '../../store/support.ts';

const document = caseOf([
  fieldOf('f1', [modelCell('a', box(0, 0), 'LBL'), modelCell('b', box(60, 0), 'SEG')]),
]);
const second: Reading = {
  name: '=Dr Second',
  cells: new Map([
    [
      'f1',
      [
        { box: box(0, 0), label: 'MBL', countable: true },
        { box: box(60, 0), label: 'SEG', countable: true },
        { box: box(200, 100), label: null, countable: true },
      ],
    ],
  ]),
};

describe('the comparison of two readers as CSV', () => {
  const comparison = compareReaders(document, ownReading(document), second);
  const text = comparisonCsv(document, comparison, 'en');
  const { data, errors, meta } = Papa.parse<Record<string, string>>(text.slice(1).trimEnd(), {
    header: true,
  });
  const rows = (section: string) => data.filter((row) => row['section'] === section);

  it('has one header and a byte order mark, and runs no formula', () => {
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(errors).toEqual([]);
    expect(meta.fields).toContain('kappa_ci95_low');
    expect(rows('readers')[0]).toMatchObject({ second: "'=Dr Second" });
  });

  it('gives what the screen gives', () => {
    expect(rows('finding')[0]).toMatchObject({ both: '2', only_first: '0', only_second: '1' });
    expect(rows('kappa')[0]).toMatchObject({ n: '2', percent: '50.00', kappa: '0.3333' });
    expect(rows('word').map((row) => [row['code'], row['percent']])).toEqual([
      ['SEG', '100.00'],
      ['LBL', '0.00'],
      ['MBL', '0.00'],
    ]);
    expect(rows('disagreement')).toMatchObject([
      { code: 'word', first: 'LBL', second: 'MBL', field: 'f1.png', x: '0', width: '20' },
      { code: 'only_second', first: '', second: 'unnamed', x: '200', y: '100' },
    ]);
    expect(rows('notice')[0]!['name']).toContain('Research Use Only');
  });
});
