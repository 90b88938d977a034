import { useTranslation } from 'react-i18next';
import { useWorkstationState } from '../../store/react.tsx';
import { Keys } from '../shared/Keys.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { completionsOf } from './keymap.ts';
import { actionName } from './names.ts';
import { useKeyboard, useKeymap, usePrefix } from './react.tsx';

/** After the first of two strokes: what the second can be. */
export function PrefixHint() {
  const { t } = useTranslation();
  const language = useLanguage();
  const keyboard = useKeyboard();
  const keymap = useKeymap();
  const prefix = usePrefix();
  const view = useWorkstationState((state) => state.view);
  return (
    <div className="prefix-hint" role="status" data-open={prefix !== null}>
      {prefix !== null && (
        <>
          <p>
            <Keys keys={prefix} /> {t('keyboard.andThen')}
          </p>
          <ul>
            {completionsOf(keymap, view, prefix).map(({ id, stroke }) => (
              <li key={`${id} ${stroke}`} data-available={keyboard.available(id)}>
                <Keys keys={stroke} /> {actionName(t, id, language)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
