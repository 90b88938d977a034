import { ImagePlus } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportHead } from '../../domain/reportHead.ts';
import { readLogo } from '../../io/image/logo.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { wordsOf } from '../../store/services.ts';
import { Button } from '../shared/buttons.tsx';
import { useLanguage } from '../shared/useLanguage.ts';

/** What stands at the head of every report. */
export function ReportHeadSettings() {
  const { t } = useTranslation();
  const { setPreferences } = useWorkstation();
  const reportHead = useWorkstationState((state) => state.preferences.reportHead);
  const [name, setName] = useState(reportHead.name);
  const [address, setAddress] = useState(reportHead.address);
  const change = (part: Partial<ReportHead>) =>
    setPreferences({ reportHead: { ...reportHead, ...part } });
  return (
    <>
      <p className="hint">{t('reportHead.text')}</p>
      <label className="form-row">
        {t('reportHead.name')}
        <input
          value={name}
          maxLength={120}
          autoComplete="organization"
          onChange={(event) => setName(event.target.value)}
          onBlur={() => change({ name: name.trim() })}
        />
      </label>
      <label className="form-row">
        {t('reportHead.address')}
        <textarea
          value={address}
          rows={2}
          maxLength={300}
          onChange={(event) => setAddress(event.target.value)}
          onBlur={() => change({ address: address.trim() })}
        />
      </label>
      <LogoChoice logo={reportHead.logo} onChange={(logo) => change({ logo })} />
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
  const input = useRef<HTMLInputElement>(null);
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
      <label htmlFor={id}>{t('reportHead.logo')}</label>
      <div className="logo-choice">
        {logo !== null && <img src={logo} alt={t('reportHead.logoShown')} />}
        <input
          ref={input}
          id={id}
          type="file"
          hidden
          accept="image/png,image/jpeg,image/webp,image/svg+xml"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            void choose(file);
          }}
        />
        <Button icon={ImagePlus} onClick={() => input.current?.click()}>
          {t('reportHead.logoChoose')}
        </Button>
        {logo !== null && (
          <Button onClick={() => onChange(null)}>{t('reportHead.logoRemove')}</Button>
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
