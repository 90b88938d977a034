import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Laboratory } from '../../domain/laboratory.ts';
import { readLogo } from '../../io/image/logo.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { wordsOf } from '../../store/services.ts';
import { Button } from '../shared/buttons.tsx';
import { useLanguage } from '../shared/useLanguage.ts';

/** What stands at the head of every report. */
export function LaboratorySettings() {
  const { t } = useTranslation();
  const { setPreferences } = useWorkstation();
  const laboratory = useWorkstationState((state) => state.preferences.laboratory);
  const [name, setName] = useState(laboratory.name);
  const [address, setAddress] = useState(laboratory.address);
  const change = (part: Partial<Laboratory>) =>
    setPreferences({ laboratory: { ...laboratory, ...part } });
  return (
    <>
      <p className="hint">{t('laboratory.text')}</p>
      <label className="form-row">
        {t('laboratory.name')}
        <input
          value={name}
          maxLength={120}
          autoComplete="organization"
          onChange={(event) => setName(event.target.value)}
          onBlur={() => change({ name: name.trim() })}
        />
      </label>
      <label className="form-row">
        {t('laboratory.address')}
        <textarea
          value={address}
          rows={2}
          maxLength={300}
          onChange={(event) => setAddress(event.target.value)}
          onBlur={() => change({ address: address.trim() })}
        />
      </label>
      <LogoChoice logo={laboratory.logo} onChange={(logo) => change({ logo })} />
    </>
  );
}

interface LogoChoiceProps {
  readonly logo: string | null;
  readonly onChange: (logo: string | null) => void;
}

function LogoChoice({ logo, onChange }: LogoChoiceProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const choose = async (file: File | undefined) => {
    if (!file) return;
    try {
      onChange(await readLogo(file));
      setProblem(null);
    } catch (error) {
      setProblem(wordsOf(error, language));
    }
  };
  return (
    <div className="form-row">
      <label htmlFor={id}>{t('laboratory.logo')}</label>
      <div className="logo-choice">
        {logo !== null && <img src={logo} alt={t('laboratory.logoShown')} />}
        <input
          id={id}
          type="file"
          accept="image/png,image/jpeg,image/webp,image/svg+xml"
          onChange={(event) => void choose(event.target.files?.[0])}
        />
        {logo !== null && (
          <Button onClick={() => onChange(null)}>{t('laboratory.logoRemove')}</Button>
        )}
      </div>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
