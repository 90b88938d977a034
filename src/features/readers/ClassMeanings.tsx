import { useTranslation } from 'react-i18next';
import { isClassCode, isGroupCode, labelName } from '../../domain/classes.ts';
import { ALL_TARGETS, type MappingTarget } from '../../domain/classNames.ts';
import type { Language } from '../../domain/language.ts';
import type { ForeignClass } from '../../io/import/match.ts';
import { useLanguage } from '../shared/useLanguage.ts';

interface ClassMeaningsProps {
  readonly classes: readonly ForeignClass[];
  readonly mapping: ReadonlyMap<string, MappingTarget>;
  readonly onChange: (mapping: ReadonlyMap<string, MappingTarget>) => void;
}

/** What each class of the file means here; what was not understood is left out unless it is said. */
export function ClassMeanings({ classes, mapping, onChange }: ClassMeaningsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <table className="class-meanings">
      <caption>{t('readers.classes')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('readers.className')}</th>
          <th scope="col">{t('readers.boxes')}</th>
          <th scope="col">{t('readers.meaning')}</th>
        </tr>
      </thead>
      <tbody>
        {classes.map(({ name, count, target }) => (
          <tr key={name} data-understood={target !== null}>
            <th scope="row">
              {name}
              {target === null && (
                <span className="not-understood"> {t('readers.notUnderstood')}</span>
              )}
            </th>
            <td>{count}</td>
            <td>
              <select
                aria-label={`${t('readers.meaning')}: ${name}`}
                value={mapping.get(name) ?? 'omit'}
                onChange={(event) =>
                  onChange(new Map(mapping).set(name, event.target.value as MappingTarget))
                }
              >
                {ALL_TARGETS.map((id) => (
                  <option key={id} value={id}>
                    {targetName(id, language) ?? t(`readers.${id as 'omit'}`)}
                  </option>
                ))}
              </select>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `LBL · Lymphoblast`; null where the target is no label. */
const targetName = (target: MappingTarget, language: Language): string | null =>
  isClassCode(target) || isGroupCode(target) ? `${target} · ${labelName(target, language)}` : null;
