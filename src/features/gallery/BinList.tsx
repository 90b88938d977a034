import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type BinCounts, SECTIONS, type Section, takesCells } from '../../domain/gallery.ts';
import { LabelChip } from '../shared/LabelChip.tsx';
import { labelOfSection, useSectionName } from './useNames.ts';

interface BinListProps {
  readonly counts: BinCounts;
  /** Sections with tiles: those to which one can go. */
  readonly shown: ReadonlySet<Section>;
  readonly over: Section | null;
  readonly onGo: (section: Section) => void;
}

/** Every section with its number: the way to it, and a place to drop cells that is always in sight. */
export function BinList({ counts, shown, over, onGo }: BinListProps) {
  const { t } = useTranslation();
  const nameOf = useSectionName();
  return (
    <nav className="gallery-bins" aria-label={t('gallery.bins')}>
      <ul>
        {SECTIONS.map((section) => {
          const label = labelOfSection(section);
          const count =
            section === 'needs-a-look' ? counts.needALook : (counts.byBin.get(section) ?? 0);
          const name = label
            ? t(`shortNames.${label}`, { defaultValue: nameOf(section) })
            : nameOf(section);
          return (
            <li
              key={section}
              data-section={section}
              data-over={over === section || undefined}
              {...(takesCells(section) ? { 'data-drop': section } : {})}
            >
              <button
                type="button"
                aria-label={t('gallery.goTo', { name: nameOf(section), count })}
                title={nameOf(section)}
                disabled={count === 0}
                // All of a class may stand among those that need a look.
                onClick={() => onGo(shown.has(section) ? section : 'needs-a-look')}
              >
                {section === 'needs-a-look' ? (
                  <Eye size={14} aria-hidden />
                ) : (
                  <LabelChip countable={section !== 'uncountable'} label={label} />
                )}
                <span>{name}</span>
                <b>{count > 0 ? count : ''}</b>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
