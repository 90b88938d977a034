import Papa from 'papaparse';
import type { Case } from '../../domain/case.ts';
import { readCase } from '../../domain/caseReading.ts';
import {
  cellClass,
  isClassCode,
  labelLineage,
  labelName,
  lineageName,
} from '../../domain/classes.ts';
import { isIcsh, LABELS } from '../../domain/differential.ts';
import { manualEntries, manualTotal } from '../../domain/manualTally.ts';
import { INTERVAL_NOTICE } from '../../domain/notice.ts';
import type { PackManifest } from '../../domain/pack.ts';
import {
  analysisSummary,
  fieldProblems,
  manifestOfCase,
  noticesOf,
} from '../../domain/provenance.ts';
import type { FileProblem } from '../../domain/result.ts';
import type { Proportion } from '../../domain/statistics.ts';

/**
 * One table, one header: `section` tells the kinds of rows apart, and rows that are no counts have
 * their content in `value`. Percentages have a point and two decimals.
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
  'evidence',
  'value',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | number>>;

const percent = (share: number | undefined | null): string =>
  typeof share === 'number' ? (share * 100).toFixed(2) : '';

function shares(all: Proportion, icsh: Proportion | null): Row {
  return {
    n: all.count,
    percent: percent(all.share),
    ci95_low: percent(all.interval?.low),
    ci95_high: percent(all.interval?.high),
    ...(icsh && {
      icsh_n: icsh.count,
      icsh_percent: percent(icsh.share),
      icsh_ci95_low: percent(icsh.interval?.low),
      icsh_ci95_high: percent(icsh.interval?.high),
    }),
  };
}

function countRows(document: Case, manifest: PackManifest | null): Row[] {
  const { differentials, tally } = readCase(document);
  const { karyocytes, icsh } = differentials;
  const evidence = manifestOfCase(document, manifest)?.evidence;
  return [
    ...karyocytes.rows.map((row, index): Row => {
      const { label } = row;
      return {
        section: isClassCode(label) ? 'class' : 'unresolved group',
        code: label,
        name: labelName(label),
        lineage: labelLineage(label),
        // A class outside the ICSH count has no share in it, not a share of 0.
        ...shares(row, isIcsh(label) ? (icsh.rows[index] ?? null) : null),
        evidence: isClassCode(label) ? (evidence?.[cellClass(label).code] ?? '') : '',
      };
    }),
    ...karyocytes.lineages.map(
      (row, index): Row => ({
        section: 'lineage',
        code: row.lineage,
        name: lineageName(row.lineage),
        lineage: row.lineage,
        ...shares(row, icsh.lineages[index] ?? null),
      }),
    ),
    { section: 'total', code: 'counted', name: 'Counted', n: karyocytes.total, icsh_n: icsh.total },
    { section: 'total', code: 'uncountable', name: 'Uncountable', n: tally.uncountable },
    { section: 'total', code: 'notIcsh', name: 'Not in the ICSH count', n: tally.notIcsh },
    { section: 'total', code: 'unnamed', name: 'Countable without a name', n: tally.unnamed },
    { section: 'total', code: 'target', name: 'Cells to count', n: document.settings.target },
    ...handRows(document),
  ];
}

/** Cells counted by hand at the eyepiece, and whether they are in the counts above. */
function handRows({ manual }: Case): Row[] {
  const counts = new Map(manualEntries(manual));
  if (counts.size === 0) return [];
  const value = manual.merged ? 'in the counts above' : 'not in the counts above';
  const uncountable = counts.get('uncountable') ?? 0;
  return [
    {
      section: 'by hand',
      code: 'counted',
      name: 'Counted by hand',
      n: manualTotal(manual),
      value,
    },
    ...LABELS.flatMap((label): Row[] => {
      const n = counts.get(label) ?? 0;
      return n > 0 ? [{ section: 'by hand', code: label, name: labelName(label), n, value }] : [];
    }),
    ...(uncountable > 0
      ? [{ section: 'by hand', code: 'uncountable', name: 'Uncountable', n: uncountable, value }]
      : []),
  ];
}

function wordRows(document: Case, unread: readonly FileProblem[]): Row[] {
  const { meRatio, call } = readCase(document);
  const { packs, backends } = analysisSummary(document);
  const { signature } = document;
  const value = (section: string, code: string, name: string, text: string): Row => ({
    section,
    code,
    name,
    value: text,
  });
  const ratio = meRatio.value === null ? 'undefined (no erythroblasts)' : meRatio.value.toFixed(2);
  return [
    value('ratio', 'ME', 'M:E', ratio),
    value('ratio', 'ME-convention', 'Convention of M:E', meRatio.convention),
    value('call', call.state, 'Call', call.sentence),
    value(
      'call',
      call.bareMet === null ? 'not-defined' : call.bareMet ? 'met' : 'not-met',
      'Bare rule of the paper',
      call.bareText,
    ),
    ...(call.unresolvedText
      ? [value('call', call.blastReading, 'Unresolved blasts', call.unresolvedText)]
      : []),
    ...call.hints.map((hint) => value('call', 'hint', 'Hint', hint)),
    value('case', 'name', 'Case', document.name),
    value('case', 'updatedAt', 'State of', document.updatedAt),
    value(
      'case',
      signature ? 'signed' : 'preliminary',
      'Status',
      signature ? `Signed by ${signature.by}, ${signature.at}` : 'Preliminary: not signed',
    ),
    value('case', 'version', 'Version', String(document.version)),
    ...packs.map(({ name, version, hash }) =>
      value('provenance', 'pack', 'Pack', `${name} ${version}, sha256 ${hash}`),
    ),
    ...backends.map((backend) => value('provenance', 'backend', 'Backend', backend)),
    ...[...fieldProblems(document), ...unread].map(({ file, problem }) =>
      value('problem', 'file', file, problem),
    ),
    ...[...noticesOf(document), INTERVAL_NOTICE].map((text) =>
      value('notice', 'notice', 'Notice', text),
    ),
  ];
}

/** Byte order mark: without it spreadsheets read UTF-8 as the local code page. */
const BOM = '\ufeff';

/** `differential.csv`. Text that a spreadsheet would run as a formula is escaped. */
export function differentialCsv(
  document: Case,
  manifest: PackManifest | null,
  unread: readonly FileProblem[] = [],
): string {
  const rows = [...countRows(document, manifest), ...wordRows(document, unread)];
  const data = rows.map((row) => COLUMNS.map((column) => row[column] ?? ''));
  const options = { escapeFormulae: true, newline: '\r\n' };
  return `${BOM}${Papa.unparse({ fields: [...COLUMNS], data }, options)}\r\n`;
}
