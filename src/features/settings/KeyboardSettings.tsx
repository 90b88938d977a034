import { Plus, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { ACTION_GROUPS, ACTION_IDS, ACTIONS, type ActionId, labelOf } from '../keyboard/actions.ts';
import { isCustom, withShippedKeys } from '../keyboard/keymap.ts';
import { actionName, keysText } from '../keyboard/names.ts';
import { useKeymap } from '../keyboard/react.tsx';
import { Button, IconButton } from '../shared/buttons.tsx';
import { Keys } from '../shared/Keys.tsx';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { KeyRecorder } from './KeyRecorder.tsx';

interface Recording {
  readonly id: ActionId;
  readonly replacing: string | null;
}

/** The keymap, to be changed. */
export function KeyboardSettings() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { setPreferences } = useWorkstation();
  const keymap = useKeymap();
  const [wanted, setWanted] = useState('');
  const [recording, setRecording] = useState<Recording | null>(null);
  const [said, setSaid] = useState('');

  const word = wanted.trim().toLowerCase();
  const found = ACTION_IDS.filter(
    (id) =>
      word === '' ||
      actionName(t, id, language).toLowerCase().includes(word) ||
      labelOf(id)?.toLowerCase() === word ||
      keymap[id].some((keys) => keysText(keys).toLowerCase() === word),
  );
  const changed = ACTION_IDS.some((id) => isCustom(keymap, id));
  return (
    <div className="key-settings">
      <div className="key-tools">
        <input
          type="search"
          value={wanted}
          aria-label={t('preferences.keys.search')}
          placeholder={t('preferences.keys.search')}
          onChange={(event) => setWanted(event.target.value)}
        />
        <Button icon={RotateCcw} disabled={!changed} onClick={() => setPreferences({ keys: {} })}>
          {t('preferences.keys.resetAll')}
        </Button>
      </div>
      <p role="status" className="key-said">
        {said || (found.length === 0 && t('preferences.keys.nothing'))}
      </p>
      {ACTION_GROUPS.map((group) => {
        const ids = found.filter((id) => ACTIONS[id].group === group);
        return ids.length === 0 ? null : (
          <section key={group} aria-label={t(`keyboard.groups.${group}`)}>
            <h3>{t(`keyboard.groups.${group}`)}</h3>
            <ul>
              {ids.map((id) => (
                <KeyRow
                  key={id}
                  id={id}
                  recording={recording?.id === id ? recording : null}
                  onRecord={setRecording}
                  onDone={(words) => {
                    setRecording(null);
                    setSaid(words);
                  }}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

interface KeyRowProps {
  readonly id: ActionId;
  readonly recording: Recording | null;
  readonly onRecord: (recording: Recording) => void;
  readonly onDone: (said: string) => void;
}

function KeyRow({ id, recording, onRecord, onDone }: KeyRowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { setPreferences } = useWorkstation();
  const custom = useWorkstationState((state) => state.preferences.keys);
  const keymap = useKeymap();
  const name = actionName(t, id, language);
  const label = labelOf(id);
  const own = isCustom(keymap, id);
  return (
    <li className="key-row" data-action={id}>
      <span className="key-name">
        {label && <LabelChip countable label={label} />} {name}
        {own && <em>{t('preferences.keys.own')}</em>}
      </span>
      {recording ? (
        <KeyRecorder id={id} replacing={recording.replacing} onDone={onDone} />
      ) : (
        <span className="key-list">
          {keymap[id].map((keys) =>
            ACTIONS[id].fixed ? (
              <span key={keys} title={t('preferences.keys.fixed')}>
                <Keys keys={keys} />
              </span>
            ) : (
              <button
                key={keys}
                type="button"
                className="key-chip"
                aria-label={t('preferences.keys.change', { keys: keysText(keys), name })}
                onClick={() => onRecord({ id, replacing: keys })}
              >
                <Keys keys={keys} />
              </button>
            ),
          )}
          {!ACTIONS[id].fixed && (
            <IconButton
              label={t('preferences.keys.add', { name })}
              icon={Plus}
              onClick={() => onRecord({ id, replacing: null })}
            />
          )}
          {own && (
            <IconButton
              label={t('preferences.keys.reset', { name })}
              icon={RotateCcw}
              onClick={() => setPreferences({ keys: withShippedKeys(custom, id) })}
            />
          )}
        </span>
      )}
    </li>
  );
}
