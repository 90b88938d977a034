import { plural } from '../../../../domain/wording.ts';
import type { ReportWords } from './types.ts';

const MET = { true: 'met', false: 'not met', null: 'not defined' } as const;

export const en: ReportWords = {
  tag: 'en',
  title: 'Bone-marrow differential',
  preliminary: 'PRELIMINARY',
  notSigned: 'PRELIMINARY: not signed',
  signedBy: (name) => `Signed by ${name}`,
  page: (page, pages) => `Page ${page} of ${pages}`,
  unprinted: (count) =>
    `${plural(count, 'character')} could not be printed, since no typeface of this report has ${count === 1 ? 'it' : 'them'}: square brackets give the Unicode numbers of the first three in a row, then how many follow.`,
  versions: {
    amended: (version, { version: replaced, by, at }) =>
      `Version ${version}, amended, replaces version ${replaced} signed by ${by} on ${at}`,
    amending: (version, { version: replaced, by, at }) =>
      `Draft of version ${version}, an amendment; version ${replaced} signed by ${by} on ${at}`,
    superseded: (version, { version: newer, by, at }) =>
      `Version ${version} was superseded by version ${newer} signed by ${by} on ${at}`,
    mark: 'SUPERSEDED',
    states: {
      unsigned: 'not signed',
      signed: 'signed',
      amending: 'amendment, not signed',
      amended: 'amended, signed',
      superseded: 'superseded',
    },
  },
  facts: {
    case: 'Case',
    specimen: 'Specimen',
    site: 'Site',
    stain: 'Stain',
    collected: 'Collected',
    fields: 'Fields',
    state: 'State of',
    version: 'Version',
    notGiven: 'not given',
    fieldsAnalysed: (analysed, all) => `${analysed} of ${plural(all, 'field')} analysed`,
    filesUnread: (count) => `${plural(count, 'file')} could not be read`,
  },
  call: {
    states: {
      meets: 'Meets the configured rule',
      'does-not-meet': 'Does not meet the configured rule',
      indeterminate: 'Indeterminate under the configured rule',
      none: 'No call',
    },
    moreCells(cells, fields) {
      const more = fields === null ? '' : `, that is ${plural(fields, 'more field')} like these`;
      return `About ${plural(cells, 'more cell')}${more}, would settle it if the share stays as it is, and even then in about half of all cases, since shares vary by chance.`;
    },
    neverSettled: 'No affordable number of cells would settle it: the share lies at the threshold.',
    bare: (met, text) => `Bare rule of the paper, without interval: ${MET[`${met}`]} (${text}).`,
    rule: (name, source, note) => `Rule: ${name}. Source: ${source}. ${note}`.trim(),
    because: (reason) => `Chosen because: ${reason}`,
    byFields: (interval, fields) =>
      `By fields: ${interval}, 95 %, by resampling ${plural(fields, 'field')}.`,
    fewFields: (fields, cells) =>
      `With fewer than ${fields} fields, or fewer than ${cells} cells within or outside the numerator, this interval is too narrow.`,
    notByHand: 'Cells counted by hand belong to no field and are not in it.',
  },
  table: {
    code: 'Code',
    class: 'Class',
    count: 'n',
    ofKaryocytes: '% of karyocytes',
    ofIcsh: '% of ICSH',
    interval: '95 % interval',
    barTo: (perCent) => `0 to ${perCent} %`,
    evidence: 'Evidence of the pack',
    evidences: {
      'real-marrow': 'real marrow',
      'real-blood': 'real blood',
      synthetic: 'synthetic only',
      none: 'none',
    },
    group: 'group',
    notCounted: 'not counted',
    total: 'Total',
    lineage: 'Lineage',
    perCent: '%',
  },
  counts: {
    heading: 'Counts and M : E',
    lineages: 'By lineage',
    counted: 'Karyocytes counted',
    ofTarget: (counted, target) => `${counted} of ${target} aimed at`,
    byHandIn: 'Of these counted by hand at the eyepiece',
    byHandOut: 'Counted by hand at the eyepiece, not in this count',
    notIcsh: 'Of these not in the ICSH count',
    icsh: 'ICSH count',
    uncountable: 'Uncountable, not counted',
    unnamed: 'Countable without a name, not counted',
    me: 'M : E',
    meUndefined: 'undefined (no erythroblasts)',
    meInterval: 'M : E, 95 % interval',
    meConvention: (convention) => `M : E: ${convention}`,
    kinds: (list) => `Uncountable cells by kind: ${list}.`,
    kindCount: (kind, count) => `${kind} ${count}`,
  },
  ranges: {
    heading: (band) => `Reference values: ${band}`,
    indicative: 'indicative',
    cells: 'Cells',
    here: 'This case, %',
    low: 'Low',
    mean: 'Mean',
    high: 'High',
    verdict: 'Reading',
    verdicts: {
      below: 'below',
      within: 'within',
      above: 'above',
      spans: 'partly outside',
      unresolved: 'open: unresolved cells',
    },
    basis: (source, note) => `Per cent of the cells of the ICSH count. ${source}. ${note}`.trim(),
    outside: '“Below” and “above”: the whole 95 % interval lies outside.',
    unknown: 'The case names reference values that were not at hand when this report was written.',
  },
  pictures: {
    cells: 'Cells that stand for their class',
    cellsNote:
      'Counted cells, those a reviewer named first, then by the model’s probability; each picture is scaled to its box.',
    fields: 'Fields',
    fieldsNote: (shown, all) =>
      shown < all
        ? `The first ${shown} of ${all} fields. Boxes: counted cells in the colour of their lineage, uncountable cells in grey.`
        : 'Boxes: counted cells in the colour of their lineage, uncountable cells in grey.',
    field: (name, counted) => `${name}: ${counted} counted`,
  },
  figures: {
    logo: 'Logo of the laboratory',
    bar: (name, count, total, share) => `${name}: ${count} of ${total}, ${share}`,
    cell: (label, field) => `Cell of class ${label} in field ${field}`,
    field: (name, counted, uncountable) =>
      `${name} with a box around each cell: ${counted} counted, ${uncountable} uncountable`,
    chart: (whole, shares) =>
      `Share of the cells of the rule, all fields: ${whole}; ${shares.join('; ')}.`,
    ofField: (field, share, disagrees) =>
      `field ${field}: ${share}${disagrees ? ', unlike the others' : ''}`,
    manyFields: (fields, lowest, highest) =>
      `${plural(fields, 'field')} from ${lowest} to ${highest}`,
  },
  fields: {
    heading: 'Field by field',
    field: 'Field',
    counted: 'Counted',
    uncountable: 'Uncountable',
    pictured: (places, size, scale) => `${places}: ${size} px, ${scale}.`,
    allFields: 'All fields',
    places: (list) => `Fields ${list}`,
    scale: (micrometresPerPixel, source) => `${micrometresPerPixel} µm/px (${source})`,
    unknownScale: 'scale unknown',
    scaleSources: {
      entered: 'entered',
      file: 'file',
      'red-cells': 'red cells',
      synthetic: 'as rendered',
    },
    states: { new: 'not analysed', failed: 'failed' },
    excluded: 'left out',
    chart: {
      heading: 'Cells of the rule by field',
      note: 'Share in per cent with 95 % interval, by the number of the field; the line is the share of all fields; a triangle is unlike the others.',
      together: (differ, p) =>
        differ
          ? `The fields do not share one share (p ${p}).`
          : `Together the fields differ no more than chance would have it (p ${p}).`,
      oneKind: (all) =>
        all
          ? 'Every cell of every field is counted for the rule: there is nothing to compare.'
          : 'No cell of any field is counted for the rule: there is nothing to compare.',
      agree: 'No single field stands out.',
      disagree: (names) =>
        names.length === 1
          ? `${names[0]} is unlike the other fields.`
          : `${names.join(', ')} are unlike the other fields.`,
      test: (statistic, df, p, drawn) =>
        `Do the fields share one share? χ² = ${statistic}, df = ${df}, p ${p} (Pearson, ${drawn ? 'by 1999 drawn tables, since expected counts are small' : 'by the χ² distribution'}).`,
      method:
        'A field is unlike the others where Fisher’s exact test against all of them gives p below 0.05 ÷ the number of fields.',
      notByHand: 'Cells counted by hand belong to no field and are not in it.',
    },
    problems: 'Files and fields that could not be read',
    problem: (file, problem) => (problem.startsWith(file) ? problem : `${file}: ${problem}`),
  },
  origin: {
    heading: 'Provenance',
    case: (id, created) => `Case ${id}, created ${created}.`,
    noPack: 'No field has been analysed by a model pack.',
    pack: 'Model pack',
    packHash: (hash) => `, sha256 over its weights ${hash}`,
    severalPacks: 'The fields were analysed by different packs.',
    backend: (names, seconds) =>
      `Backend: ${names.join(', ')}. Time over all fields: ${seconds} s.`,
    noManifest:
      'The pack’s manifest was not loaded when this report was written; its evidence is not shown.',
    unresolved: (group, members) => `${group}: the pack cannot tell ${members.join(', ')} apart.`,
    notValidated: 'What no real data could validate:',
  },
  review: {
    heading: 'Review',
    none: (cells) =>
      `No reviewer has looked at any of the ${plural(cells, 'cell')}: every label is the model’s.`,
    summary(review) {
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
    },
    changes: (list) => `Cells that a reviewer named otherwise than the pack: ${list}.`,
    change: (from, to, cells) => `${from} to ${to} (${cells})`,
    moreChanges: (changes, cells) =>
      `and ${plural(changes, 'other change')} of ${plural(cells, 'cell')}`,
    uncountable: 'uncountable',
  },
  signature: {
    heading: 'Signature',
    none: 'Not signed. This report is preliminary until a named reviewer signs the case.',
    signed: (version, by, at) => `Version ${version}, signed by ${by}, ${at}`,
    hash: (hash) => `sha256 of the signed content ${hash}`,
    former: (version, signed, amended) =>
      `Version ${version} was signed by ${signed.by}, ${signed.at}, and amended by ${amended.by}, ${amended.at}: ${amended.reason}`,
  },
};
