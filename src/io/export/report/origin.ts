import type { Content, TableCell } from 'pdfmake/interfaces';
import type { Case } from '../../../domain/case.ts';
import { countLabels, tallyCells } from '../../../domain/differential.ts';
import type { PackManifest } from '../../../domain/pack.ts';
import { analysisSummary, fieldProblems, reviewSummary } from '../../../domain/provenance.ts';
import type { FileProblem } from '../../../domain/result.ts';
import { plural } from '../../../domain/wording.ts';
import { EVIDENCE_WORDS, head } from './counts.ts';
import { utc } from './dates.ts';
import { LINES } from './theme.ts';

export const heading = (text: string) => ({
  text,
  style: 'heading',
  margin: [0, 10, 0, 3] as [number, number, number, number],
});

const SCALE_SOURCES = {
  entered: 'entered',
  file: 'file',
  'red-cells': 'red cells',
  synthetic: 'as rendered',
} as const;

/** What each field gave. */
export function fieldTable(document: Case): Content {
  const body: TableCell[][] = [
    [
      head('Field'),
      head('Size, px', 'right'),
      head('Scale, µm/px', 'right'),
      head('Counted', 'right'),
      head('Uncountable', 'right'),
      head('Lymphoblasts', 'right'),
      head('Blasts, unresolved', 'right'),
      head('Time, s', 'right'),
      head('State'),
    ],
  ];
  for (const field of document.fields) {
    const tally = tallyCells([field]);
    const right = (text: string | number): TableCell => ({
      text: String(text),
      alignment: 'right',
    });
    body.push([
      { text: field.name },
      right(`${field.width} × ${field.height}`),
      right(
        field.scale
          ? `${field.scale.micrometresPerPixel.toFixed(3)}, ${SCALE_SOURCES[field.scale.source]}`
          : 'unknown',
      ),
      right(tally.counted),
      right(tally.uncountable),
      right(countLabels(tally, ['LBL'])),
      right(countLabels(tally, ['BLAST'])),
      right(field.analysis ? (field.analysis.elapsedMs / 1000).toFixed(1) : '—'),
      { text: field.status === 'new' ? 'not analysed' : field.status },
    ]);
  }
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: ['*', 52, 72, 34, 44, 48, 44, 30, 44],
      body,
    },
    layout: LINES,
    fontSize: 7.5,
  };
}

/** Files and fields that gave nothing, each with its reason; nothing where there are none. */
export function problemList(document: Case, unread: readonly FileProblem[]): Content[] {
  const problems = [...fieldProblems(document), ...unread];
  if (problems.length === 0) return [];
  return [
    heading('Files and fields that could not be read'),
    {
      ul: problems.map(({ file, problem }) =>
        problem.startsWith(file) ? problem : `${file}: ${problem}`,
      ),
    },
  ];
}

/** Who looked at what, in words. */
export function reviewText(document: Case): string {
  const review = reviewSummary(document);
  if (review.reviewed === 0 && review.drawn + review.moved + review.deleted === 0)
    return `No reviewer has looked at any of the ${plural(review.cells, 'cell')}: every label is the model’s.`;
  const parts = [
    `${review.reviewed} of ${plural(review.cells, 'cell')} reviewed`,
    `${review.confirmed} confirmed`,
    `${review.changed} changed`,
    `${review.drawn} drawn`,
    `${review.moved} moved or resized`,
    `${review.deleted} deleted`,
  ].join(', ');
  const who = review.reviewers.map(({ name, cells }) => `${name} (${cells})`).join(', ');
  return who ? `${parts}. Reviewers and the cells they spoke on: ${who}.` : `${parts}.`;
}

/** The pack and the backend, and what the pack's knowledge rests on. */
export function packSection(document: Case, manifest: PackManifest | null): Content[] {
  const { packs, backends, elapsedMs } = analysisSummary(document);
  const lines: Content[] = [{ text: `Case ${document.id}, created ${utc(document.createdAt)}.` }];
  if (packs.length === 0)
    return [...lines, { text: 'No field has been analysed by a model pack.' }];
  for (const { name, version, hash } of packs)
    lines.push({
      text: [
        { text: `Model pack ${name} ${version}`, bold: true },
        `, sha256 over its weights ${hash}`,
      ],
    });
  if (packs.length > 1)
    lines.push({ text: 'The fields were analysed by different packs.', style: 'warning' });
  lines.push({
    text: `Backend: ${backends.join(', ')}. Time over all fields: ${(elapsedMs / 1000).toFixed(1)} s.`,
  });
  if (!manifest)
    return [
      ...lines,
      {
        text: 'The pack’s manifest was not loaded when this report was written; its evidence is not shown.',
        style: 'warning',
      },
    ];
  const kinds = Object.entries(EVIDENCE_WORDS).flatMap(([kind, words]) => {
    const codes = manifest.classes.filter((code) => manifest.evidence[code] === kind);
    return codes.length > 0 ? [`${words}: ${codes.join(', ')}`] : [];
  });
  lines.push({ text: `What the pack’s knowledge of each class rests on: ${kinds.join('; ')}.` });
  for (const group of manifest.unresolvedGroups)
    lines.push({
      text: `${group.name}: the pack cannot tell ${group.members.join(', ')} apart.`,
    });
  if (manifest.notValidated.length > 0)
    lines.push(
      { text: 'What no real data could validate:', bold: true, margin: [0, 3, 0, 1] },
      { ul: [...manifest.notValidated] },
    );
  return lines;
}

/** The signature, or that there is none; and the versions that were signed before. */
export function signatureSection({ signature, version, earlier }: Case): Content {
  const former = earlier.map(
    (item): Content => ({
      text: `Version ${item.version} was signed by ${item.signature.by}, ${utc(item.signature.at)}, and amended by ${item.amended.by}, ${utc(item.amended.at)}: ${item.amended.reason}`,
      margin: [0, 3, 0, 0],
    }),
  );
  if (!signature)
    return {
      stack: [
        {
          text: 'Not signed. This report is preliminary until a named reviewer signs the case.',
          style: 'warning',
          bold: true,
        },
        ...former,
      ],
    };
  return {
    stack: [
      { text: `Version ${version}, signed by ${signature.by}, ${utc(signature.at)}`, bold: true },
      { text: `sha256 of the signed content ${signature.contentHash}`, style: 'fine' },
      ...former,
    ],
  };
}
