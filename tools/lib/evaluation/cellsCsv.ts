import Papa from 'papaparse';
import { z } from 'zod';
import { type ClassCode, isClassCode } from '../../../src/domain/classes.ts';
import { UsageError } from '../usageError.ts';

/** Classes that a source's label allows: codes joined by `|`, `-` for none. */
const labelSet = z.string().transform((text, context): ClassCode[] => {
  const codes = text === '-' || text === '' ? [] : text.split('|');
  const unknown = codes.find((code) => !isClassCode(code));
  if (unknown !== undefined) {
    context.addIssue({ code: 'custom', message: `"${unknown}" is none of the 20 classes` });
    return z.NEVER;
  }
  return codes as ClassCode[];
});

export const GATE_KINDS = ['countable', 'uncountable', 'not-a-cell', 'refer'] as const;

const rowSchema = z.object({
  /** Relative to the table's folder. */
  path: z.string().min(1),
  source: z.string().min(1),
  source_class: z.string().min(1),
  labels: labelSet,
  gate: z.enum(GATE_KINDS),
  split: z.string().min(1),
  /** How wide the picture is, µm. */
  window_um: z.coerce.number().positive(),
});

/** One picture of a single cell at its centre. */
export type CellRow = z.infer<typeof rowSchema>;

const COLUMNS = Object.keys(rowSchema.shape);

/** First line of the data in a text editor. */
const FIRST_LINE = 2;

/**
 * Reads a table of cells.
 * @param name for messages
 * @throws UsageError naming the column or the line that is not as it should be
 */
export function parseCellsCsv(text: string, name: string): CellRow[] {
  const { data, meta } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  });
  const absent = COLUMNS.filter((column) => !meta.fields?.includes(column));
  if (absent.length > 0)
    throw new UsageError(
      `${name} lacks the column${absent.length > 1 ? 's' : ''} ${absent.join(', ')}.`,
    );
  return data.map((row, i) => {
    const parsed = rowSchema.safeParse(row);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new UsageError(
      `${name}, line ${i + FIRST_LINE}: ${issue?.path.join('.')}: ${issue?.message}.`,
    );
  });
}
