import { History } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { EarlierVersion } from '../../domain/case.ts';
import { Button } from '../shared/buttons.tsx';
import { dateTime } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';

interface EarlierVersionsProps {
  readonly versions: readonly EarlierVersion[];
  readonly onView: (version: number) => void;
}

/** The versions that were signed and amended, the last first; nothing where there are none. */
export function EarlierVersions({ versions, onView }: EarlierVersionsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (versions.length === 0) return null;
  return (
    <section className="earlier-versions">
      <h3>
        <History size={14} aria-hidden /> {t('signing.earlier')}
      </h3>
      <ul>
        {versions.toReversed().map(({ version, signature, amended }) => (
          <li key={version}>
            <p>
              <strong>{t('signing.version', { version })}</strong>{' '}
              {t('signing.earlierLine', {
                name: signature.by,
                at: dateTime(signature.at, language),
              })}
              <small>
                {t('signing.amended', {
                  name: amended.by,
                  at: dateTime(amended.at, language),
                  reason: amended.reason,
                })}
              </small>
            </p>
            <Button onClick={() => onView(version)}>{t('signing.view', { version })}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
