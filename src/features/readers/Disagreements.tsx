import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case, ReaderCell } from '../../domain/case.ts';
import type { ComparedCell, ReaderComparison } from '../../domain/readerComparison.ts';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useGivenName } from '../shared/useGivenName.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { wordName } from './words.ts';

interface DisagreementsProps {
  readonly document: Case;
  readonly comparison: ReaderComparison;
  readonly onOpen: (cell: ComparedCell) => void;
}

interface Group {
  readonly key: string;
  readonly first: ReaderCell | null;
  readonly second: ReaderCell | null;
  readonly cells: readonly ComparedCell[];
}

const keyOf = (cell: ReaderCell | null): string =>
  cell ? (cell.countable ? (cell.label ?? '?') : '×') : '—';

/** Disagreements by what was said, the most frequent first. */
function grouped(cells: readonly ComparedCell[]): Group[] {
  const groups = new Map<string, ComparedCell[]>();
  for (const cell of cells) {
    const key = `${keyOf(cell.first)} ${keyOf(cell.second)}`;
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  return [...groups]
    .map(([key, own]) => ({ key, first: own[0]!.first, second: own[0]!.second, cells: own }))
    .sort((a, b) => b.cells.length - a.cells.length || a.key.localeCompare(b.key));
}

/** Who said what otherwise, and where; each cell opens in the field view. */
export function Disagreements({ document, comparison, onOpen }: DisagreementsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const named = useGivenName();
  const groups = useMemo(() => grouped(comparison.disagreements), [comparison]);
  const [first, second] = comparison.counts;
  const places = new Map(document.fields.map(({ id, name }) => [id, named(name)]));
  if (groups.length === 0) return <p role="status">{t('comparison.agreed')}</p>;
  return (
    <table className="figures disagreements" data-testid="disagreements">
      <thead>
        <tr>
          <th scope="col">{t('comparison.saidFirst', { name: first.name })}</th>
          <th scope="col">{t('comparison.saidFirst', { name: second.name })}</th>
          <th scope="col">{t('comparison.cells')}</th>
          <th scope="col">{t('comparison.where')}</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={group.key}>
            <td>
              <Word cell={group.first} />
            </td>
            <td>
              <Word cell={group.second} />
            </td>
            <td>{group.cells.length}</td>
            <td className="places">
              {group.cells.map((cell) => {
                const number = (cell.first ? cell.firstIndex : cell.secondIndex) + 1;
                const place = t('comparison.place', {
                  field: places.get(cell.fieldId) ?? cell.fieldId,
                  number,
                });
                return (
                  <button
                    key={`${cell.fieldId} ${cell.firstIndex} ${cell.secondIndex}`}
                    type="button"
                    className="place"
                    title={place}
                    aria-label={t('comparison.open', {
                      place,
                      first: wordName(cell.first, t, language),
                      second: wordName(cell.second, t, language),
                    })}
                    onClick={() => onOpen(cell)}
                  >
                    {`${places.get(cell.fieldId) ?? ''} · ${number}`}
                  </button>
                );
              })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Word({ cell }: { cell: ReaderCell | null }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const text = wordName(cell, t, language);
  if (!cell) return <em className="not-found">{text}</em>;
  return (
    <span className="row-name">
      <LabelChip countable={cell.countable} label={cell.label} />
      <span>{text}</span>
    </span>
  );
}
