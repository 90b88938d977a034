import type { Content, TableCell } from 'pdfmake/interfaces';
import { labelName } from '../../../domain/classes.ts';
import { countLabels, tallyCells } from '../../../domain/differential.ts';
import { packText } from '../../../domain/pack.ts';
import { analysisSummary, fieldProblems, reviewSummary } from '../../../domain/provenance.ts';
import { givenName } from '../../../domain/text/givenNames.ts';
import { head } from './counts.ts';
import { utc } from './dates.ts';
import type { ReportSubject } from './input.ts';
import { LINES } from './theme.ts';

export const heading = (text: string) => ({
  text,
  style: 'heading',
  margin: [0, 10, 0, 3] as [number, number, number, number],
});

/** What each field gave. */
export function fieldTable({ document, words, language }: ReportSubject): Content {
  const { fields } = words;
  const body: TableCell[][] = [
    [
      head(fields.field),
      head(fields.size, 'right'),
      head(fields.scale, 'right'),
      head(fields.counted, 'right'),
      head(fields.uncountable, 'right'),
      head(fields.lymphoblasts, 'right'),
      head(fields.blasts, 'right'),
      head(fields.seconds, 'right'),
      head(fields.state),
    ],
  ];
  for (const [index, field] of document.fields.entries()) {
    const tally = tallyCells([field]);
    const right = (text: string | number): TableCell => ({
      text: String(text),
      alignment: 'right',
    });
    const { scale } = field;
    body.push([
      { text: `${index + 1}  ${givenName(field.name, language)}` },
      right(`${field.width} × ${field.height}`),
      right(
        scale
          ? `${scale.micrometresPerPixel.toFixed(3)}, ${fields.scaleSources[scale.source]}`
          : fields.unknownScale,
      ),
      right(tally.counted),
      right(tally.uncountable),
      right(countLabels(tally, ['LBL'])),
      right(countLabels(tally, ['BLAST'])),
      right(field.analysis ? (field.analysis.elapsedMs / 1000).toFixed(1) : '—'),
      { text: field.excluded ? fields.excluded : fields.states[field.status] },
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
export function problemList({ document, unread, words, language }: ReportSubject): Content[] {
  const problems = [...fieldProblems(document, language), ...unread];
  if (problems.length === 0) return [];
  return [
    heading(words.fields.problems),
    { ul: problems.map(({ file, problem }) => words.fields.problem(file, problem)) },
  ];
}

/** Who looked at what, in words. */
export function reviewText({ document, words }: ReportSubject): string {
  const review = reviewSummary(document);
  return review.reviewed === 0 && review.drawn + review.moved + review.deleted === 0
    ? words.review.none(review.cells)
    : words.review.summary(review);
}

/** The pack and the backend, and what the pack's knowledge rests on. */
export function packSection({ document, manifest, words, language }: ReportSubject): Content[] {
  const { origin, table } = words;
  const { packs, backends, elapsedMs } = analysisSummary(document);
  const lines: Content[] = [{ text: origin.case(document.id, utc(document.createdAt)) }];
  if (packs.length === 0) return [...lines, { text: origin.noPack }];
  for (const { name, version, hash } of packs)
    lines.push({
      text: [{ text: `${origin.pack} ${name} ${version}`, bold: true }, origin.packHash(hash)],
    });
  if (packs.length > 1) lines.push({ text: origin.severalPacks, style: 'warning' });
  lines.push({ text: origin.backend(backends, (elapsedMs / 1000).toFixed(1)) });
  if (!manifest) return [...lines, { text: origin.noManifest, style: 'warning' }];
  const kinds = Object.entries(table.evidences).flatMap(([kind, name]) => {
    const codes = manifest.classes.filter((code) => manifest.evidence[code] === kind);
    return codes.length > 0 ? [`${name}: ${codes.join(', ')}`] : [];
  });
  lines.push({ text: origin.evidence(kinds) });
  const told = (text: string) => packText(manifest, text, language);
  for (const group of manifest.unresolvedGroups)
    lines.push({ text: origin.unresolved(labelName(group.id, language), group.members) });
  if (manifest.notValidated.length > 0)
    lines.push(
      { text: origin.notValidated, bold: true, margin: [0, 3, 0, 1] },
      { ul: manifest.notValidated.map(told) },
    );
  return lines;
}

/** The signature, or that there is none; and the versions that were signed before. */
export function signatureSection({ document, words }: ReportSubject): Content {
  const { signature, version, earlier } = document;
  const former = earlier.map(
    (item): Content => ({
      text: words.signature.former(
        item.version,
        { by: item.signature.by, at: utc(item.signature.at) },
        { ...item.amended, at: utc(item.amended.at) },
      ),
      margin: [0, 3, 0, 0],
    }),
  );
  const own: Content[] = signature
    ? [
        { text: words.signature.signed(version, signature.by, utc(signature.at)), bold: true },
        { text: words.signature.hash(signature.contentHash), style: 'fine' },
      ]
    : [{ text: words.signature.none, style: 'warning', bold: true }];
  return { stack: [...own, ...former] };
}
