import type { CSSProperties, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { stateCode } from '../../canvas/canvasCell.ts';
import { ATLAS_KEYS, ATLAS_ORDER, type AtlasKey, atlasEntry } from '../../domain/atlas/index.ts';
import { stateColour } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';

interface ClassBarProps {
  readonly current: AtlasKey;
  readonly onChange: (key: AtlasKey) => void;
}

/** The atlas's pages as chips by lineage; arrows, Home and End turn the pages. */
export function ClassBar({ current, onChange }: ClassBarProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const last = ATLAS_KEYS.length - 1;
    const at = ATLAS_KEYS.indexOf(current);
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const target = ATLAS_KEYS[targets[event.key] ?? -1];
    if (!target) return;
    event.preventDefault();
    // The arrows also step through the cells of a review.
    event.stopPropagation();
    onChange(target);
    event.currentTarget.querySelector<HTMLElement>(`[data-key="${target}"]`)?.focus();
  };
  return (
    <div
      className="atlas-bar"
      role="toolbar"
      aria-label={t('atlas.pages')}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {ATLAS_ORDER.map(({ lineage, keys }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and no more
        <div key={lineage} role="group" aria-label={t(`lineages.${lineage}`)}>
          {keys.map((key) => {
            const { name } = atlasEntry(key, language);
            const label = key === 'uncountable' ? null : key;
            const style = { '--chip': stateColour(label !== null, label) } as CSSProperties;
            return (
              <button
                key={key}
                type="button"
                className="atlas-chip"
                style={style}
                data-key={key}
                title={name}
                aria-label={name}
                aria-current={key === current ? 'page' : undefined}
                tabIndex={key === current ? 0 : -1}
                onClick={() => onChange(key)}
              >
                {stateCode(label !== null, label)}
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}
