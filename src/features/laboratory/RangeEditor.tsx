import { Plus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type AgeBand,
  bandSchema,
  RANGE_SUBJECTS,
  type RangeSubject,
} from '../../domain/ageBands.ts';
import { rangeName } from '../../domain/rangeName.ts';
import { useWorkstation } from '../../store/react.tsx';
import { Button, IconButton } from '../shared/buttons.tsx';
import { useLanguage } from '../shared/useLanguage.ts';

interface RangeEditorProps {
  readonly band: AgeBand | null;
  readonly onSave: (band: AgeBand) => void;
  readonly onCancel: () => void;
}

const VALUES = ['low', 'mean', 'high'] as const;
interface RowDraft {
  readonly of: RangeSubject;
  readonly low: string;
  readonly mean: string;
  readonly high: string;
}

const textOf = (value: number | null): string => (value === null ? '' : String(value));
const numberOf = (text: string): number | null =>
  text.trim() === '' ? null : Number(text.replace(',', '.'));

/** An age band with its reference values, to be written. Saved only where the schema takes it. */
export function RangeEditor({ band, onSave, onCancel }: RangeEditorProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { services } = useWorkstation();
  const [words, setWords] = useState({
    name: band?.name ?? '',
    source: band?.source ?? '',
    note: band?.note ?? '',
    from: textOf(band?.fromYears ?? null),
    to: textOf(band?.toYears ?? null),
  });
  const [indicative, setIndicative] = useState(band?.indicative ?? false);
  const [rows, setRows] = useState<readonly RowDraft[]>(
    () =>
      band?.rows.map(({ of, low, mean, high }) => ({
        of,
        low: textOf(low),
        mean: textOf(mean),
        high: textOf(high),
      })) ?? [{ of: 'myeloid', low: '', mean: '', high: '' }],
  );
  const [wrong, setWrong] = useState<string | null>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { from, to, ...plain } = words;
    const parsed = bandSchema.safeParse({
      ...plain,
      id: band?.id ?? services.newId(),
      fromYears: numberOf(from),
      toYears: numberOf(to),
      indicative,
      rows: rows.map(({ of, low, mean, high }) => ({
        of,
        low: numberOf(low),
        mean: numberOf(mean),
        high: numberOf(high),
      })),
    });
    if (parsed.success) {
      onSave(parsed.data);
      return;
    }
    const [part, index] = parsed.error.issues[0]?.path ?? [];
    const row = part === 'rows' ? rows[Number(index)] : undefined;
    const places: Readonly<Record<string, string>> = {
      name: t('figures.ranges.name'),
      source: t('figures.ranges.source'),
      note: t('figures.ranges.note'),
      fromYears: t('figures.ranges.from'),
      toYears: t('figures.ranges.to'),
      rows: row ? rangeName(row.of, language) : t('figures.ranges.rows'),
    };
    setWrong(places[String(part)] ?? String(part));
  };
  const unused = RANGE_SUBJECTS.filter((subject) => !rows.some((row) => row.of === subject));
  const change = (index: number, part: Partial<RowDraft>) =>
    setRows(rows.map((row, i) => (i === index ? { ...row, ...part } : row)));

  return (
    <form className="rule-form" onSubmit={submit} aria-label={t('figures.ranges.tab')}>
      {wrong !== null && (
        <p className="problem" role="alert">
          {t('figures.ranges.wrong', { place: wrong })}
        </p>
      )}
      <div className="rule-words">
        {(['name', 'source', 'from', 'to', 'note'] as const).map((part) => (
          <label key={part} className="form-row">
            {t(`figures.ranges.${part}`)}
            <input
              value={words[part]}
              {...(part === 'from' || part === 'to' ? { inputMode: 'decimal' as const } : {})}
              onChange={(event) => setWords({ ...words, [part]: event.target.value })}
            />
          </label>
        ))}
        <label className="switch">
          <input
            type="checkbox"
            checked={indicative}
            onChange={(event) => setIndicative(event.target.checked)}
          />
          {t('figures.ranges.isIndicative')}
        </label>
      </div>
      <fieldset className="rule-classes">
        <legend>{t('figures.ranges.rows')}</legend>
        <table className="range-rows">
          <thead>
            <tr>
              <th scope="col">{t('figures.ranges.subject')}</th>
              {VALUES.map((value) => (
                <th key={value} scope="col">
                  {t(`figures.ranges.${value}`)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => {
              const name = rangeName(row.of, language);
              return (
                <tr key={row.of}>
                  <td>
                    <select
                      value={row.of}
                      aria-label={t('figures.ranges.subject')}
                      onChange={(event) =>
                        change(index, { of: event.target.value as RangeSubject })
                      }
                    >
                      {[row.of, ...unused].map((subject) => (
                        <option key={subject} value={subject}>
                          {rangeName(subject, language)}
                        </option>
                      ))}
                    </select>
                  </td>
                  {VALUES.map((value) => (
                    <td key={value}>
                      <input
                        inputMode="decimal"
                        value={row[value]}
                        aria-label={`${name}: ${t(`figures.ranges.${value}`)}`}
                        onChange={(event) => change(index, { [value]: event.target.value })}
                      />
                    </td>
                  ))}
                  <td>
                    <IconButton
                      icon={X}
                      label={t('figures.ranges.removeRow', { name })}
                      disabled={rows.length === 1}
                      onClick={() => setRows(rows.filter((_, i) => i !== index))}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <Button
          icon={Plus}
          disabled={unused.length === 0}
          onClick={() => {
            const [of] = unused;
            if (of) setRows([...rows, { of, low: '', mean: '', high: '' }]);
          }}
        >
          {t('figures.ranges.addRow')}
        </Button>
      </fieldset>
      <div className="form-buttons">
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button kind="primary" type="submit">
          {t('figures.ranges.save')}
        </Button>
      </div>
    </form>
  );
}
