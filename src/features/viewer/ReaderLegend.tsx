import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { toggleReader } from './look.ts';
import type { ReaderLayer } from './useReaderBoxes.ts';

/** Whose boxes lie over the field, in which colour; each can be hidden. */
export function ReaderLegend({ layers }: { layers: readonly ReaderLayer[] }) {
  const { t } = useTranslation();
  if (layers.length === 0) return null;
  return (
    <fieldset className="reader-legend">
      <legend>{t('comparison.legend')}</legend>
      {layers.map(({ id, name, colour, shown, count }) => (
        <label key={id} style={{ '--reader': colour } as CSSProperties}>
          <input
            type="checkbox"
            checked={shown && count !== null}
            disabled={count === null}
            onChange={() => toggleReader(id)}
          />
          <span className="reader-swatch" aria-hidden />
          <span className="reader-name">
            {count === null
              ? t('comparison.notRead', { name })
              : t('comparison.legendOf', { name, count })}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
