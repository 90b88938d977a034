import { Pipette, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { groundOf, isNeutral, NEUTRAL } from '../../canvas/adjustments.ts';
import type { Field } from '../../domain/case.ts';
import { useFieldPicture } from '../fields/useFieldPicture.ts';
import { Button } from '../shared/buttons.tsx';
import { adjust, look } from './look.ts';
import { Slider } from './Slider.tsx';

const signed = (share: number): string => {
  const value = Math.round(share * 100);
  return value > 0 ? `+${value}` : String(value).replace('-', '−');
};

/** Brightness, contrast, gamma and white balance of what is seen. */
export function AdjustmentsPanel({ field }: { readonly field: Field }) {
  const { t } = useTranslation();
  const adjustments = useStore(look, (state) => state.adjustments);
  const picture = useFieldPicture(field.imageId);
  const [noGround, setNoGround] = useState(false);
  const { ground } = adjustments;

  const balance = () => {
    if (ground) return adjust({ ground: null });
    if (picture.phase !== 'ready') return;
    const found = groundOf(picture.picture.element, field.width, field.height);
    setNoGround(found === null);
    adjust({ ground: found });
  };
  return (
    <div className="adjustments">
      {(['brightness', 'contrast', 'warmth'] as const).map((name) => (
        <Slider
          key={name}
          label={t(`fieldTools.${name}`)}
          min={-1}
          max={1}
          step={0.02}
          rest={0}
          value={adjustments[name]}
          text={signed(adjustments[name])}
          onChange={(value) => adjust({ [name]: value })}
        />
      ))}
      <Slider
        label={t('fieldTools.gamma')}
        min={-1}
        max={1}
        step={0.02}
        rest={0}
        // Even steps to the eye: from a quarter over 1 in the middle to 4.
        value={Math.log(adjustments.gamma) / Math.log(4)}
        text={adjustments.gamma.toFixed(2)}
        onChange={(value) => adjust({ gamma: 4 ** value })}
      />
      <div className="popover-actions">
        <Button
          icon={Pipette}
          aria-pressed={ground !== null}
          disabled={picture.phase !== 'ready'}
          onClick={balance}
        >
          {t('fieldTools.balance')}
        </Button>
        <Button
          icon={RotateCcw}
          disabled={isNeutral(adjustments)}
          onClick={() => {
            setNoGround(false);
            look.setState({ adjustments: NEUTRAL });
          }}
        >
          {t('fieldTools.reset')}
        </Button>
      </div>
      <p className="popover-note" role="status">
        {noGround ? t('fieldTools.noGround') : t('fieldTools.viewOnly')}
      </p>
    </div>
  );
}
