import type { AgeBand } from '../../domain/ageBands.ts';
import type { Case } from '../../domain/case.ts';
import { readCase } from '../../domain/caseReading.ts';
import { cellClass, isClassCode, labelName, lineageName } from '../../domain/classes.ts';
import { isIcsh, LABELS, lineageUnder } from '../../domain/differential.ts';
import { assumedLineages, figuresOf } from '../../domain/figures.ts';
import type { Language } from '../../domain/language.ts';
import { manualEntries, manualTotal } from '../../domain/manualTally.ts';
import type { MessageValues } from '../../domain/message.ts';
import { intervalNotice } from '../../domain/notice.ts';
import { type OpenProportion, openNotice } from '../../domain/openCells.ts';
import type { PackManifest } from '../../domain/pack.ts';
import {
  analysisSummary,
  fieldProblems,
  manifestOfCase,
  noticesOf,
} from '../../domain/provenance.ts';
import type { FileProblem } from '../../domain/result.ts';
import type { Proportion } from '../../domain/statistics.ts';
import { type PhraseKey, say, tell } from '../../domain/text/index.ts';
import { figureRows, icshColumns, shareColumns } from './csvFigures.ts';
import { csvText } from './csvText.ts';

/**
 * One table, one header: `section` tells the kinds of rows apart, and rows that are no counts have
 * their content in `value`. Percentages have a point and two decimals. `comparator` is >= where n and
 * its percentages are lower bounds: `open_n` further cells are named only within an unresolved group and
 * may belong to the row, and the intervals reach up to all of them. Header, `section`, `code`,
 * `lineage` and `evidence` are keys for machines, the same in every language; `name` and `value` are
 * for people. The figures beside the count are described in `csvFigures.ts`.
 */
const COLUMNS = [
  'section',
  'code',
  'name',
  'lineage',
  'n',
  'percent',
  'ci95_low',
  'ci95_high',
  'icsh_n',
  'icsh_percent',
  'icsh_ci95_low',
  'icsh_ci95_high',
  'comparator',
  'open_n',
  'evidence',
  'value',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | number>>;

const shares = (all: OpenProportion, icsh: Proportion | null): Row => ({
  ...(all.open > 0 && { comparator: '>=', open_n: all.open }),
  ...shareColumns(all),
  ...(icsh && icshColumns(icsh)),
});

type Words = (key: PhraseKey, values?: MessageValues) => string;

const wordsIn =
  (language: Language): Words =>
  (key, values) =>
    tell(say(key, values), language);

function countRows(document: Case, manifest: PackManifest | null, language: Language): Row[] {
  const words = wordsIn(language);
  const { differentials, tally, call } = readCase(document, language);
  const { blastReading } = document.settings;
  const assumed = assumedLineages(tally, blastReading);
  const { karyocytes, icsh } = differentials;
  const evidence = manifestOfCase(document, manifest)?.evidence;
  return [
    ...karyocytes.rows.map((row, index): Row => {
      const { label } = row;
      return {
        section: isClassCode(label) ? 'class' : 'unresolved group',
        code: label,
        name: labelName(label, language),
        lineage: lineageUnder(label, blastReading),
        // A class outside the ICSH count has no share in it, not a share of 0.
        ...shares(row, isIcsh(label) ? (icsh.rows[index] ?? null) : null),
        evidence: isClassCode(label) ? (evidence?.[cellClass(label).code] ?? '') : '',
      };
    }),
    ...karyocytes.lineages.map(
      (row, index): Row => ({
        section: 'lineage',
        code: row.lineage,
        name: lineageName(row.lineage, language),
        lineage: row.lineage,
        ...shares(row, icsh.lineages[index] ?? null),
        value: assumed.includes(row.lineage) ? (call.unresolvedText ?? '') : '',
      }),
    ),
    ...(
      [
        ['counted', karyocytes.total, icsh.total],
        ['uncountable', tally.uncountable],
        ['notIcsh', tally.notIcsh],
        ['unnamed', tally.unnamed],
        ['target', document.settings.target],
      ] as const
    ).map(
      ([code, n, icshTotal]): Row => ({
        section: 'total',
        code,
        name: words(`exports.${code}`),
        n,
        ...(icshTotal === undefined ? {} : { icsh_n: icshTotal }),
      }),
    ),
    ...handRows(document, language),
  ];
}

/** Cells counted by hand at the eyepiece, and whether they are in the counts above. */
function handRows({ manual }: Case, language: Language): Row[] {
  const words = wordsIn(language);
  const counts = new Map(manualEntries(manual));
  if (counts.size === 0) return [];
  const value = words(manual.merged ? 'exports.inCount' : 'exports.notInCount');
  const uncountable = counts.get('uncountable') ?? 0;
  return [
    {
      section: 'by hand',
      code: 'counted',
      name: words('exports.byHand'),
      n: manualTotal(manual),
      value,
    },
    ...LABELS.flatMap((label): Row[] => {
      const n = counts.get(label) ?? 0;
      return n > 0
        ? [{ section: 'by hand', code: label, name: labelName(label, language), n, value }]
        : [];
    }),
    ...(uncountable > 0
      ? [
          {
            section: 'by hand',
            code: 'uncountable',
            name: words('exports.uncountable'),
            n: uncountable,
            value,
          },
        ]
      : []),
  ];
}

function wordRows(
  document: Case,
  unread: readonly FileProblem[],
  language: Language,
): readonly Row[] {
  const words = wordsIn(language);
  const { meRatio, call, tally } = readCase(document, language);
  const open = openNotice(tally, language);
  const { packs, backends } = analysisSummary(document);
  const { signature } = document;
  const value = (section: string, code: string, name: string, text: string): Row => ({
    section,
    code,
    name,
    value: text,
  });
  const ratio = meRatio.value === null ? words('exports.ratioUndefined') : meRatio.value.toFixed(2);
  return [
    {
      ...value('ratio', 'ME', words('exports.ratio'), ratio),
      ...(meRatio.interval && {
        ci95_low: meRatio.interval.low.toFixed(2),
        ci95_high: meRatio.interval.high.toFixed(2),
      }),
    },
    value('ratio', 'ME-convention', words('exports.convention'), meRatio.convention),
    value('call', call.state, words('exports.call'), call.sentence),
    value(
      'call',
      call.bareMet === null ? 'not-defined' : call.bareMet ? 'met' : 'not-met',
      words('exports.bareRule'),
      call.bareText,
    ),
    ...(call.unresolvedText
      ? [value('call', call.blastReading, words('exports.unresolvedBlasts'), call.unresolvedText)]
      : []),
    ...call.hints.map((hint) => value('call', 'hint', words('exports.hint'), hint)),
    value('case', 'name', words('exports.case'), document.name),
    value('case', 'updatedAt', words('exports.stateOf'), document.updatedAt),
    value(
      'case',
      signature ? 'signed' : 'preliminary',
      words('exports.status'),
      signature
        ? words('exports.signedBy', { by: signature.by, at: signature.at })
        : words('exports.preliminary'),
    ),
    value('case', 'version', words('exports.version'), String(document.version)),
    ...packs.map(({ name, version, hash }) =>
      value('provenance', 'pack', words('exports.pack'), `${name} ${version}, sha256 ${hash}`),
    ),
    ...backends.map((backend) => value('provenance', 'backend', words('exports.backend'), backend)),
    ...[...fieldProblems(document, language), ...unread].map(({ file, problem }) =>
      value('problem', 'file', file, problem),
    ),
    ...[
      ...noticesOf(document, language),
      intervalNotice(language),
      ...(open === null ? [] : [open]),
    ].map((text) => value('notice', 'notice', words('exports.notice'), text)),
  ];
}

/**
 * `differential.csv`. Text that a spreadsheet would run as a formula is escaped.
 * @param unread files that could not be opened at all
 * @param language of what people read in it
 * @param ageBands reference values of the laboratory's own
 */
export function differentialCsv(
  document: Case,
  manifest: PackManifest | null,
  unread: readonly FileProblem[] = [],
  language: Language = 'en',
  ageBands: readonly AgeBand[] = [],
): string {
  const reading = readCase(document, language);
  const figures = figuresOf(document, reading, manifestOfCase(document, manifest), ageBands);
  const rows: Row[] = [
    ...countRows(document, manifest, language),
    ...figureRows({ document, reading, figures, language }),
    ...wordRows(document, unread, language),
  ];
  const data = rows.map((row) => COLUMNS.map((column) => row[column] ?? ''));
  return csvText(COLUMNS, data);
}
