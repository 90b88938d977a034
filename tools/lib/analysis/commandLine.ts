import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BLAST_READINGS } from '../../../src/domain/case.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/newCase.ts';
import { RULES } from '../../../src/domain/rules.ts';
import { packDirectory } from '../packDirectory.ts';
import { UsageError } from '../usageError.ts';
import { DEFAULT_FORMATS, FORMATS, type Format } from './formatNames.ts';
import type { AnalysisCommand } from './run.ts';

export const USAGE = `Analyses marrow fields without a screen.

  npm run analyze -- IMAGE… --out DIR [--pack NAME|DIR] [--scale UM_PER_PX] [--rule ID]
                     [--blasts READING] [--name NAME] [--format LIST] [--synthetic]

IMAGE        PNG, JPEG, BMP, WebP or TIFF; each page of a TIFF is one field
--out        folder for the files
--pack       a pack in models/ or its folder (default: compact)
--scale      micrometres per pixel of the images (default: from the file, else from the red cells)
--rule       ${RULES.map((rule) => rule.id).join(', ')} (default: ${DEFAULT_SETTINGS.ruleId})
--blasts     how blasts of unresolved lineage count: ${BLAST_READINGS.join(', ')} (default: ${DEFAULT_SETTINGS.blastReading})
--name       name of the case in the report (default: that of the folder)
--format     files to write, a list of ${FORMATS.join(',')}
             (default: ${DEFAULT_FORMATS.join(',')})
--synthetic  the images are rendered; every file written says so

Ends with 0; with 1 where a file or a field failed, the others being written; with 2 where this
command line cannot be followed.`;

const options = {
  out: { type: 'string' },
  pack: { type: 'string', default: 'compact' },
  scale: { type: 'string' },
  rule: { type: 'string', default: DEFAULT_SETTINGS.ruleId },
  blasts: { type: 'string', default: DEFAULT_SETTINGS.blastReading },
  name: { type: 'string' },
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
  const ruleId = oneOf(
    'rule',
    RULES.map((rule) => rule.id),
    values.rule,
  );
  const out = resolve(values.out);
  return {
    plan: {
      images: positionals,
      settings: {
        ...DEFAULT_SETTINGS,
        ruleId,
        blastReading: oneOf('blasts', BLAST_READINGS, values.blasts),
      },
      scale: scaleOf(values.scale),
      synthetic: values.synthetic,
      name: values.name || basename(out),
    },
    out,
    packLocation: packDirectory(values.pack),
    formats: formatsOf(values.format),
  };
}
