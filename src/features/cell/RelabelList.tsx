import { useTranslation } from 'react-i18next';
import { LABELS_BY_LINEAGE, type Label, labelName } from '../../domain/classes.ts';
import { labelAction } from '../keyboard/actions.ts';
import { useKeymap } from '../keyboard/react.tsx';
import { Keys } from '../shared/Keys.tsx';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';

interface RelabelListProps {
  readonly current: Label | null;
  readonly prefix: string | null;
  readonly locked: boolean;
  readonly onLabel: (label: Label) => void;
}

/** Every label a cell can be given, by lineage, each with its key. */
export function RelabelList({ current, prefix, locked, onLabel }: RelabelListProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const keymap = useKeymap();
  return (
    <section className="relabel" aria-label={t('cell.relabel')}>
      <h3>
        {t('cell.relabel')}
        {prefix && (
          <span className="prefix" role="status">
            <Keys keys={prefix} /> …
          </span>
        )}
      </h3>
      <div className="relabel-groups" data-prefix={prefix ?? undefined}>
        {LABELS_BY_LINEAGE.map(({ lineage, labels }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and no more
          <div key={lineage} role="group" aria-label={t(`lineages.${lineage}`)}>
            {labels.map((label) => (
              <button
                key={label}
                type="button"
                className="relabel-option"
                aria-label={labelName(label, language)}
                title={labelName(label, language)}
                aria-pressed={label === current}
                data-reachable={
                  prefix === null ||
                  keymap[labelAction(label)].some((keys) => keys.startsWith(`${prefix} `))
                }
                disabled={locked}
                onClick={() => onLabel(label)}
              >
                <LabelChip countable label={label} />
                <span>
                  {t(`shortNames.${label}`, { defaultValue: labelName(label, language) })}
                </span>
                {keymap[labelAction(label)].slice(0, 1).map((keys) => (
                  <Keys key={keys} keys={keys} />
                ))}
              </button>
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}
