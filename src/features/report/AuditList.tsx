import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../domain/case.ts';
import { tellAudit } from '../../domain/text/index.ts';
import { dateTime } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';

/** Height of a line before it is measured, px. */
const LINE = 27;

/** Entries of the trail. Only those in sight are in the document: a trail has thousands. */
export function AuditList({ entries }: { entries: readonly AuditEntry[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    overscan: 12,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
    <section ref={scroller} className="audit" aria-label={t('trail.list')} tabIndex={0}>
      <ol style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const entry = entries[index]!;
          return (
            <li
              key={index}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-setsize={entries.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <time dateTime={entry.at}>{dateTime(entry.at, language)}</time>
              <span className="audit-by">{entry.by === 'model' ? t('trail.model') : entry.by}</span>
              <span>{tellAudit(entry, language)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
