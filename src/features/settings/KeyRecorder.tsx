import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import type { ActionId } from '../keyboard/actions.ts';
import { ACTIONS } from '../keyboard/actions.ts';
import {
  type KeyConflict,
  keymapOf,
  type Refusal,
  refusalOf,
  withKeys,
  withoutKeys,
} from '../keyboard/keymap.ts';
import { actionName, keyCaps, keysText } from '../keyboard/names.ts';
import { strokeOf } from '../keyboard/strokes.ts';
import { Button } from '../shared/buttons.tsx';
import { useLanguage } from '../shared/useLanguage.ts';

interface KeyRecorderProps {
  readonly id: ActionId;
  /** The key that the new one stands for; null where it is added. */
  readonly replacing: string | null;
  /** Called with what was done, in words for the screen reader; empty where nothing was. */
  readonly onDone: (said: string) => void;
}

/**
 * Takes one key press or two after another for an action. A key that is in use is kept by its owner
 * unless the reviewer takes it; nothing waits for a clock.
 */
export function KeyRecorder({ id, replacing, onDone }: KeyRecorderProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { setPreferences } = useWorkstation();
  const custom = useWorkstationState((state) => state.preferences.keys);
  const [strokes, setStrokes] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<{ keys: string; refusal: Refusal } | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const name = actionName(t, id, language);
  useEffect(() => field.current?.focus(), []);

  const keep = (keys: string) => {
    setPreferences({ keys: withKeys(custom, id, keys, replacing) });
    onDone(t('preferences.keys.kept', { keys: keysText(keys), name }));
  };
  const propose = (keys: string) => {
    const refusal = refusalOf(keymapOf(custom), id, keys, replacing);
    setStrokes([]);
    if (refusal) {
      setRefused({ keys, refusal });
      field.current?.focus();
    } else keep(keys);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Tab goes on to the buttons; composing is the input method's.
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const [first] = strokes;
    if (event.key === 'Escape') return onDone('');
    const stroke = strokeOf(event.nativeEvent);
    if (stroke === null || event.repeat) return;
    if (first !== undefined) return propose(stroke === 'Enter' ? first : `${first} ${stroke}`);
    const refusal = refusalOf(keymapOf(custom), id, stroke, replacing);
    // What nobody may have is said at once; a key in use may still open two strokes.
    if (refusal?.kind === 'reserved') setRefused({ keys: stroke, refusal });
    else {
      setRefused(null);
      setStrokes([stroke]);
    }
  };
  const [first] = strokes;
  return (
    <div className="key-recorder">
      <input
        ref={field}
        className="key-field"
        readOnly
        value={first === undefined ? '' : `${keysText(first)} …`}
        placeholder={t('preferences.keys.press')}
        aria-label={t('preferences.keys.recording', { name })}
        aria-description={t('preferences.keys.help')}
        onKeyDown={onKeyDown}
      />
      {first !== undefined && (
        <Button kind="primary" onClick={() => propose(first)}>
          {t('preferences.keys.use')}
        </Button>
      )}
      {replacing !== null && (
        <Button
          onClick={() => {
            setPreferences({ keys: withoutKeys(custom, id, replacing) });
            onDone('');
          }}
        >
          {t('preferences.keys.remove', { keys: keysText(replacing) })}
        </Button>
      )}
      <Button onClick={() => onDone('')}>{t('preferences.keys.cancel')}</Button>
      <p role="status" className="key-hint">
        {first !== undefined && t('preferences.keys.second')}
      </p>
      <div role="alert" className="key-refusal">
        {refused && <Refused id={id} {...refused} onTake={() => keep(refused.keys)} />}
      </div>
    </div>
  );
}

interface RefusedProps {
  readonly id: ActionId;
  readonly keys: string;
  readonly refusal: Refusal;
  readonly onTake: () => void;
}

/** Why a key was not taken: both names, and the way out where there is one. */
function Refused({ id, keys, refusal, onTake }: RefusedProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (refusal.kind === 'reserved')
    return (
      <p>
        {t(`preferences.keys.reserved.${refusal.by}`, { key: keyCaps(refusal.stroke).join('+') })}
      </p>
    );
  const called = (conflict: KeyConflict) => actionName(t, conflict.id, language);
  const owners = [...new Set(refusal.with.map(called))];
  const others = refusal.with
    .map((conflict) =>
      t('preferences.keys.conflictOf', { name: called(conflict), keys: keysText(conflict.keys) }),
    )
    .join(', ');
  return (
    <>
      <p>
        {t('preferences.keys.conflict', {
          keys: keysText(keys),
          name: actionName(t, id, language),
          others,
        })}
      </p>
      {refusal.with.every((conflict) => !ACTIONS[conflict.id].fixed) && (
        <Button onClick={onTake}>
          {t('preferences.keys.take', { count: owners.length, name: owners[0] })}
        </Button>
      )}
    </>
  );
}
