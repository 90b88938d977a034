import type { Content } from 'pdfmake/interfaces';
import { labelName } from '../../../domain/classes.ts';
import { packText } from '../../../domain/pack.ts';
import {
  analysisSummary,
  fieldProblems,
  type ReviewChange,
  reviewChanges,
  reviewSummary,
} from '../../../domain/provenance.ts';
import { utc } from './dates.ts';
import type { ReportSubject } from './input.ts';
import { versionSentences } from './version.ts';

export const heading = (text: string) => ({
  text,
  style: 'heading',
  margin: [0, 9, 0, 2] as [number, number, number, number],
});

/** Files and fields that gave nothing, each with its reason; nothing where there are none. */
export function problemList({ document, unread, words, language }: ReportSubject): Content[] {
  const problems = [...fieldProblems(document, language), ...unread];
  if (problems.length === 0) return [];
  return [
    heading(words.fields.problems),
    { ul: problems.map(({ file, problem }) => words.fields.problem(file, problem)) },
  ];
}

/** Changes that are listed one by one. */
const MOST_CHANGES = 12;

/** Who looked at what, and what reviewers named otherwise, in words. */
export function reviewTexts({ document, words, language }: ReportSubject): string[] {
  const review = reviewSummary(document);
  if (review.reviewed === 0 && review.drawn + review.moved + review.deleted === 0)
    return [words.review.none(review.cells)];
  const changes = reviewChanges(document);
  const name = (label: ReviewChange['from']) => label ?? words.review.uncountable;
  const listed = changes
    .slice(0, MOST_CHANGES)
    .map(({ from, to, cells }) => words.review.change(name(from), name(to), cells));
  const others = changes.slice(MOST_CHANGES);
  if (others.length > 0)
    listed.push(
      words.review.moreChanges(
        others.length,
        others.reduce((sum, { cells }) => sum + cells, 0),
      ),
    );
  const separator = language === 'zh' ? '、' : ', ';
  return [
    words.review.summary(review),
    ...(listed.length > 0 ? [words.review.changes(listed.join(separator))] : []),
  ];
}

/** The pack and the backend, and what the pack's knowledge rests on. */
export function packSection({ document, manifest, words, language }: ReportSubject): Content[] {
  const { origin } = words;
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
  const told = (text: string) => packText(manifest, text, language);
  if (manifest.unresolvedGroups.length > 0)
    lines.push({
      text: manifest.unresolvedGroups
        .map((group) => origin.unresolved(labelName(group.id, language), group.members))
        .join(' '),
    });
  if (manifest.notValidated.length > 0)
    lines.push({
      stack: [
        { text: origin.notValidated, bold: true, margin: [0, 3, 0, 1] },
        limitList(manifest.notValidated.map(told)),
      ],
      unbreakable: true,
    });
  return lines;
}

/** In two columns of about the same length: a pack has many limits, and they are short. */
function limitList(limits: readonly string[]): Content {
  const lengths = limits.map((text) => text.length);
  const all = lengths.reduce((sum, length) => sum + length, 0);
  let [split, before] = [0, 0];
  while (before < all / 2) before += lengths[split++] as number;
  return {
    columns: [limits.slice(0, split), limits.slice(split)].map((part) => ({
      width: '*',
      stack: part.length > 0 ? [{ ul: [...part] }] : [],
    })),
    columnGap: 16,
    style: 'fine',
  };
}

/** The signature, or that there is none; and the versions that were signed before. */
export function signatureSection(subject: ReportSubject): Content {
  const { document, words, language } = subject;
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
  const standing = versionSentences(subject).map(
    ({ by, saying }): Content => ({
      text: `${saying(by)}${language === 'zh' ? '。' : '.'}`,
      style: 'warning',
      bold: true,
      margin: [0, 2, 0, 0],
    }),
  );
  return { stack: [...own, ...standing, ...former] };
}
