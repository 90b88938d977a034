import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AGE_BANDS, type AgeBand, bandWords } from '../../domain/ageBands.ts';
import { rangeName } from '../../domain/rangeName.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { Button, IconButton } from '../shared/buttons.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { RangeEditor } from './RangeEditor.tsx';

/** Reference values by age: those shipped to look at, the laboratory's own to change. */
export function RangeSettings() {
  const { t } = useTranslation();
  const { changeLaboratory } = useWorkstation();
  const own = useWorkstationState((state) => state.laboratory.bands);
  const [edited, setEdited] = useState<AgeBand | 'new' | null>(null);
  const [leaving, setLeaving] = useState<string | null>(null);
  if (edited !== null)
    return (
      <RangeEditor
        band={edited === 'new' ? null : edited}
        onCancel={() => setEdited(null)}
        onSave={(band) => {
          changeLaboratory((now) => ({
            ...now,
            bands: [...now.bands.filter(({ id }) => id !== band.id), band].sort(
              (a, b) => a.fromYears - b.fromYears,
            ),
          }));
          setEdited(null);
        }}
      />
    );
  const remove = (id: string) =>
    changeLaboratory((now) => ({ ...now, bands: now.bands.filter((band) => band.id !== id) }));
  return (
    <div className="rule-settings">
      <p className="hint">{t('figures.ranges.intro')}</p>
      <div className="rule-tools">
        <Button icon={Plus} kind="primary" onClick={() => setEdited('new')}>
          {t('figures.ranges.add')}
        </Button>
      </div>
      <ul className="rule-list">
        {own.map((band) => (
          <BandLine key={band.id} band={band}>
            {leaving === band.id ? (
              <Button kind="danger" onClick={() => remove(band.id)}>
                {t('laboratory.rules.removeSure')}
              </Button>
            ) : (
              <>
                <IconButton
                  icon={Pencil}
                  label={t('laboratory.rules.edit', { name: band.name })}
                  onClick={() => setEdited(band)}
                />
                <IconButton
                  icon={Trash2}
                  label={t('laboratory.rules.remove', { name: band.name })}
                  onClick={() => setLeaving(band.id)}
                />
              </>
            )}
          </BandLine>
        ))}
        {AGE_BANDS.map((band) => (
          <BandLine key={band.id} band={band} />
        ))}
      </ul>
    </div>
  );
}

interface BandLineProps {
  readonly band: AgeBand;
  readonly children?: React.ReactNode;
}

function BandLine({ band, children }: BandLineProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = bandWords(band, language);
  return (
    <li>
      <div>
        <strong>
          {words.name}
          {band.indicative && ` (${t('figures.ranges.indicative')})`}
        </strong>
        <small>
          {band.rows
            .map(({ of, low, mean, high }) => {
              const values = [low, mean, high].map((value) => value ?? '–').join(' / ');
              return `${rangeName(of, language)} ${values}`;
            })
            .join(' · ')}
        </small>
        <small>
          {words.source}. {words.note}
        </small>
      </div>
      <span className="rule-actions">{children}</span>
    </li>
  );
}
