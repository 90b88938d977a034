import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type AtlasKey, atlasEntry } from '../../domain/atlas/index.ts';
import type { ApprovedCell } from '../../store/approved.ts';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { ClassBar } from './ClassBar.tsx';
import { Criteria, LookAlikes } from './Criteria.tsx';
import { Examples } from './Examples.tsx';
import { OwnCells } from './OwnCells.tsx';

export interface AtlasPanelProps {
  /** The page shown. */
  readonly label: AtlasKey;
  readonly onLabelChange: (label: AtlasKey) => void;
  /** The open case's cells that a reviewer has named so; see `approvedCells`. Absent: no case. */
  readonly approved?: readonly ApprovedCell[];
  /** In a narrow column beside a cell: smaller pictures, one column. */
  readonly compact?: boolean;
}

/** The reference atlas, open at one cell: what tells it, what it is taken for, how it looks. */
export function AtlasPanel({ label, onLabelChange, approved, compact = false }: AtlasPanelProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  // The link that was followed goes with its page; the focus must not go with it.
  const jump = (key: AtlasKey) => {
    onLabelChange(key);
    heading.current?.focus();
  };
  const entry = atlasEntry(label, language);
  const named = entry.key === 'uncountable' ? null : entry.key;
  const pitfalls = entry.kind === 'class' ? entry.pitfalls : [];
  return (
    <section className="atlas" data-compact={compact} aria-label={t('atlas.title')}>
      <ClassBar current={label} onChange={onLabelChange} />
      <header className="atlas-head">
        <h3 ref={heading} tabIndex={-1}>
          <LabelChip countable={named !== null} label={named} />
          <span>{entry.name}</span>
        </h3>
        <p>{entry.essence}</p>
      </header>
      <div className="atlas-body">
        <div className="atlas-column atlas-seen">
          <section aria-labelledby={`${id}-examples`}>
            <h4 id={`${id}-examples`}>{t('atlas.examples')}</h4>
            <Examples page={label} name={entry.name} compact={compact} />
          </section>
          {approved && (
            <section aria-labelledby={`${id}-own`}>
              <h4 id={`${id}-own`}>{t('atlas.own')}</h4>
              <OwnCells approved={approved} name={entry.name} compact={compact} />
            </section>
          )}
        </div>
        <div className="atlas-column atlas-said">
          <section aria-labelledby={`${id}-criteria`}>
            <h4 id={`${id}-criteria`}>{t('atlas.criteria')}</h4>
            <Criteria entry={entry} onJump={jump} />
          </section>
          {pitfalls.length > 0 && (
            <section aria-labelledby={`${id}-pitfalls`}>
              <h4 id={`${id}-pitfalls`}>{t('atlas.pitfalls')}</h4>
              <ul className="atlas-notes">
                {pitfalls.map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            </section>
          )}
          {entry.sources.length > 0 && (
            <p className="hint">{t('atlas.follows', { sources: entry.sources.join('; ') })}</p>
          )}
        </div>
        {entry.lookAlikes.length > 0 && (
          <section className="atlas-told" aria-labelledby={`${id}-pairs`}>
            <h4 id={`${id}-pairs`}>{t('atlas.tellFrom')}</h4>
            <LookAlikes
              lookAlikes={entry.lookAlikes}
              own={named ?? t('atlas.notCounted')}
              onJump={jump}
            />
          </section>
        )}
      </div>
    </section>
  );
}
