import { type Label, labelName } from '../../classes.ts';
import { ruleById, ruleWords } from '../../rules.ts';
import { plural, utcText } from '../../wording.ts';
import type { Phrase, Phrases } from '../phrase.ts';

const cells: Phrase = ({ count, field }) =>
  `${plural(Number(count), 'cell')}${field === '' ? '' : ` of field ${field}`}`;

const READERS: Readonly<Record<string, string>> = {
  truth: 'the ground truth',
  reader: 'the second reader',
};

const SETTINGS: Readonly<Record<string, string>> = {
  ruleId: 'Rule',
  blastReading: 'Reading of unresolved blasts',
  target: 'Cells to count',
  ageBandId: 'Reference values',
};

const ruleName = (id: string | number | undefined): string | undefined => {
  const rule = ruleById(String(id));
  return rule && ruleWords(rule, 'en').name;
};

export const KINDS: Readonly<Record<string, string>> = {
  crushed: 'crushed cell',
  degenerated: 'degenerated cell',
  'naked-nucleus': 'naked nucleus',
  reticular: 'reticular cell',
  mast: 'mast cell',
  platelet: 'platelet or giant platelet',
  artefact: 'artefact or stain',
};

const DIAGNOSES: Readonly<Record<string, string>> = {
  all: 'ALL',
  'not-all': 'not ALL',
  unknown: 'unknown',
};

const DESCRIPTION: Readonly<Record<string, string>> = {
  specimen: 'Specimen',
  site: 'Site',
  stain: 'Stain',
  collectedOn: 'Date',
};

const tallyName = (key: string | number | undefined): string =>
  key === 'uncountable' ? 'uncountable' : labelName(key as Label);

/** Lines of the audit trail, by the command that made them. */
export const audit = {
  'audit.case.rename': ({ before, after }) => `Case name: ${before} → ${after}`,
  'audit.case.describe': ({ part, before, after }) =>
    `${DESCRIPTION[String(part)] ?? part}: ${before || '—'} → ${after || '—'}`,
  'audit.case.settings': ({ setting, before, after }) =>
    `${SETTINGS[String(setting)] ?? setting}: ${ruleName(before) ?? before} → ${ruleName(after) ?? after}`,
  'audit.case.rule': ({ before, after, version }) =>
    `Rule: ${ruleName(before) ?? before} → ${ruleName(after) ?? after}, version ${version}`,
  'audit.case.diagnosis': ({ before, after }) =>
    `Known diagnosis: ${DIAGNOSES[String(before)] ?? before} → ${DIAGNOSES[String(after)] ?? after}`,
  'audit.case.archive': () => 'Archived',
  'audit.case.unarchive': () => 'Taken out of the archive',
  'audit.case.duplicate': ({ name }) => `Duplicate of ${name}`,
  'audit.case.import': ({ file }) => `Read from the case file ${file}`,
  'audit.case.sign': ({ version, hash }) =>
    `Signed version ${version}; sha256 of the content ${hash}`,
  'audit.case.amend': ({ version, by, at }) =>
    `Amended: version ${version} was signed by ${by}, ${utcText(String(at))}`,
  'audit.field.add': ({ fields }) => `Added ${fields}`,
  'audit.field.remove': ({ field, count }) =>
    `Removed field ${field} with ${plural(Number(count), 'cell')}`,
  'audit.field.move': ({ field, place }) => `Moved field ${field} to place ${place}`,
  'audit.field.exclude': ({ field }) => `Left field ${field} out of the count`,
  'audit.field.include': ({ field }) => `Took field ${field} into the count again`,
  'audit.field.review': ({ field }) => `Marked field ${field} reviewed`,
  'audit.field.unreview': ({ field }) => `Marked field ${field} not reviewed`,
  'audit.field.scale': ({ field, value }) => `Scale of field ${field}: ${value} µm per pixel`,
  'audit.field.scale.clear': ({ field }) => `Cleared the scale of field ${field}`,
  'audit.cell.accept': (values) => `Accepted ${cells(values)}`,
  'audit.cell.countable': (values) => `Marked ${cells(values)} countable`,
  'audit.cell.uncountable': (values) => `Marked ${cells(values)} uncountable`,
  'audit.cell.kind': ({ kind, ...values }) =>
    `Marked ${cells(values)} uncountable: ${KINDS[String(kind)] ?? kind}`,
  'audit.cell.unkind': (values) => `Took the kind of ${cells(values)} back`,
  'audit.cell.delete': (values) => `Deleted ${cells(values)}`,
  'audit.cell.draw': ({ field }) => `Drew a cell in field ${field}`,
  'audit.cell.move': (values) => `Moved the box of ${cells(values)}`,
  'audit.cell.resize': (values) => `Resized the box of ${cells(values)}`,
  'audit.cell.relabel': ({ label, ...values }) =>
    `Named ${cells(values)}: ${labelName(label as Label)}`,
  'audit.cell.split': ({ field }) => `Split a cell of field ${field} in two`,
  'audit.cell.merge': ({ field, count }) =>
    `Merged ${plural(Number(count), 'cell')} of field ${field} into one`,
  'audit.cell.comment': (values) => `Commented on ${cells(values)}: ${values['comment']}`,
  'audit.cell.uncomment': (values) => `Took the comment on ${cells(values)} back`,
  'audit.conflict.keep': ({ field }) => `Kept the reviewer’s cell in field ${field}`,
  'audit.conflict.take': ({ field }) =>
    `Took the model’s new cell for the reviewer’s in field ${field}`,
  'audit.conflict.both': ({ field }) =>
    `Kept both the reviewer’s and the model’s cell in field ${field}`,
  'audit.tally.count': ({ key, count }) => `Counted by hand: ${tallyName(key)}, now ${count}`,
  'audit.tally.clear': () => 'Cleared the count by hand',
  'audit.reader.import': ({ kind, name, count, files }) =>
    `Imported ${plural(Number(count), 'cell')} of ${READERS[String(kind)] ?? kind} “${name}” from ${files}`,
  'audit.reader.remove': ({ kind, name }) =>
    `Removed the cells of ${READERS[String(kind)] ?? kind} “${name}”`,
  'audit.tally.merge': () => 'Added the count by hand to that of the fields',
  'audit.tally.unmerge': () => 'Took the count by hand out of that of the fields',
  'audit.analysis.apply': ({ field, count, pack, backend }) =>
    `${field}: ${plural(Number(count), 'cell')} found by pack ${pack} on ${backend}`,
  'audit.analysis.fail': ({ field, problem }) => `${field} could not be analysed: ${problem}`,
  'audit.undo': ({ what }) => `Undid: ${what}`,
  'audit.redo': ({ what }) => `Redid: ${what}`,
  'audit.because': ({ what, reason }) => `${what} (${reason})`,
} as const satisfies Phrases;
