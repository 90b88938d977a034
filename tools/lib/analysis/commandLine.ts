import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BLAST_READINGS, type CaseSettings, descriptionSchema } from '../../../src/domain/case.ts';
import { LANGUAGES } from '../../../src/domain/language.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/newCase.ts';
import { NO_REPORT_HEAD } from '../../../src/domain/reportHead.ts';
import { readRuleFile } from '../../../src/domain/ruleFile.ts';
import { RULES, type Rule, ruleById } from '../../../src/domain/rules.ts';
import { packDirectory } from '../packDirectory.ts';
import { UsageError } from '../usageError.ts';
import { DEFAULT_FORMATS, FORMATS, type Format } from './formatNames.ts';
import type { AnalysisCommand } from './run.ts';

export const USAGE = `Analyses marrow fields without a screen.

  npm run analyze -- IMAGE… --out DIR [--pack NAME|DIR] [--scale UM_PER_PX] [--rule ID|FILE]
                     [--blasts READING] [--case NAME] [--specimen TEXT] [--site TEXT]
                     [--stain TEXT] [--collected DATE] [--laboratory NAME] [--language en|zh]
                     [--format LIST] [--synthetic]

IMAGE        PNG, JPEG, BMP, WebP or TIFF; each page of a TIFF is one field. A picture that is given
             twice is counted once
--out        folder for the files
--pack       a pack in models/ or its folder (default: compact)
--scale      micrometres per pixel of the images (default: from the file, else from the red cells)
--rule       ${RULES.map((rule) => rule.id).join(', ')} (default: ${DEFAULT_SETTINGS.ruleId}),
             or a file with one rule, as the workstation writes it
--blasts     how blasts of unresolved lineage count: ${BLAST_READINGS.join(', ')} (default: ${DEFAULT_SETTINGS.blastReading})
--case       name of the case in the report (default: that of the folder; --name is the same)
--specimen, --site, --stain
             what the smear is, in words
--collected  date of the specimen: YYYY-MM-DD
--laboratory name at the head of the report
--language   of what people read in the files: ${LANGUAGES.join(', ')} (default: en)
--format     files to write, a list of ${FORMATS.join(',')}
             (default: ${DEFAULT_FORMATS.join(',')})
--synthetic  the images are rendered; every file written says so

Ends with 0; with 1 where a file or a field failed or a picture was given twice, the others being
written; with 2 where this command line cannot be followed.`;

const options = {
  out: { type: 'string' },
  pack: { type: 'string', default: 'compact' },
  scale: { type: 'string' },
  rule: { type: 'string', default: DEFAULT_SETTINGS.ruleId },
  blasts: { type: 'string', default: DEFAULT_SETTINGS.blastReading },
  name: { type: 'string' },
  case: { type: 'string' },
  specimen: { type: 'string', default: '' },
  site: { type: 'string', default: '' },
  stain: { type: 'string', default: '' },
  collected: { type: 'string', default: '' },
  laboratory: { type: 'string', default: '' },
  language: { type: 'string', default: 'en' },
  format: { type: 'string', default: DEFAULT_FORMATS.join(',') },
  synthetic: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h' },
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The widest range of a smear's field that a person may enter, as on screen; µm/px. */
const SCALE_RANGE = { min: 0.01, max: 2 } as const;

function scaleOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (value >= SCALE_RANGE.min && value <= SCALE_RANGE.max) return value;
  throw new UsageError(
    `--scale ${text} is not a number of micrometres per pixel from ${SCALE_RANGE.min} to ${SCALE_RANGE.max}.`,
  );
}

function oneOf<Word extends string>(name: string, words: readonly Word[], text: string): Word {
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw new UsageError(`--${name} ${text} is not one of ${words.join(', ')}.`);
}

/** Each format once, in the order of the list. */
function formatsOf(text: string): Format[] {
  const words = text.split(',').map((word) => word.trim().toLowerCase());
  return [...new Set(words.map((word) => oneOf('format', FORMATS, word)))];
}

/** A shipped rule by its id, or the one rule in a file: as settings of the case. */
function ruleOf(text: string): Pick<CaseSettings, 'ruleId' | 'ownRule'> {
  if (ruleById(text)) return { ruleId: text };
  if (!existsSync(text)) {
    const ids = RULES.map(({ id }) => id).join(', ');
    throw new UsageError(`--rule ${text} is not one of ${ids}, and there is no such file.`);
  }
  const [rule, ...others] = rulesIn(text);
  if (!rule || others.length > 0)
    throw new UsageError(`--rule ${text} holds ${others.length + 1} rules. Leave one in the file.`);
  if (!ruleById(rule.id)) return { ruleId: rule.id, ownRule: rule };
  if (JSON.stringify(ruleById(rule.id)) === JSON.stringify(rule)) return { ruleId: rule.id };
  throw new UsageError(
    `--rule ${text} changes the shipped rule ${rule.id}. Give the changed rule an id of its own.`,
  );
}

function rulesIn(file: string): readonly Rule[] {
  try {
    return readRuleFile(readFileSync(file, 'utf8'), basename(file));
  } catch (error) {
    throw new UsageError(`--rule ${file}: ${error instanceof Error ? error.message : error}`);
  }
}

function dateOf(text: string): string {
  if (descriptionSchema.shape.collectedOn.safeParse(text).success) return text;
  throw new UsageError(`--collected ${text} is not a date. Write it as YYYY-MM-DD.`);
}

/**
 * The command of a command line; null where only the usage is asked for. Everything is checked
 * before the engine is loaded.
 * @throws UsageError saying which word is wrong
 */
export function readCommandLine(args: readonly string[]): AnalysisCommand | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  if (positionals.length === 0) throw new UsageError('No image is given.');
  if (!values.out) throw new UsageError('--out is missing: the folder for the results.');
  const out = resolve(values.out);
  return {
    plan: {
      images: positionals,
      settings: {
        ...DEFAULT_SETTINGS,
        ...ruleOf(values.rule),
        blastReading: oneOf('blasts', BLAST_READINGS, values.blasts),
      },
      scale: scaleOf(values.scale),
      synthetic: values.synthetic,
      name: values.case || values.name || basename(out),
      description: {
        specimen: values.specimen.trim(),
        site: values.site.trim(),
        stain: values.stain.trim(),
        collectedOn: dateOf(values.collected),
      },
    },
    out,
    packLocation: packDirectory(values.pack),
    formats: formatsOf(values.format),
    writing: {
      language: oneOf('language', LANGUAGES, values.language),
      reportHead: { ...NO_REPORT_HEAD, name: values.laboratory.trim() },
    },
  };
}
