import { useTranslation } from 'react-i18next';
import { type Label, labelName } from '../../domain/classes.ts';
import { LABEL_KEYS, REVIEW_KEYS } from '../cell/keymap.ts';
import { Dialog } from '../shared/Dialog.tsx';
import { Keys } from '../shared/Keys.tsx';
import { LabelChip } from '../shared/LabelChip.tsx';

/** Every key, made from the keymap itself. */
export function CheatSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('help.title')} open={open} onClose={onClose} wide>
      <div className="cheat-sheet">
        <section>
          <h3>{t('help.actions')}</h3>
          <dl>
            {Object.entries(REVIEW_KEYS).map(([action, keys]) => (
              <div key={action}>
                <dt>{t(`actions.${action}`)}</dt>
                <dd>
                  {keys.map((key) => (
                    <Keys key={key} keys={key} />
                  ))}
                </dd>
              </div>
            ))}
            <div>
              <dt>{t('actions.undo')}</dt>
              <dd>
                <kbd>Ctrl</kbd> <kbd>Z</kbd>
              </dd>
            </div>
            <div>
              <dt>{t('actions.redo')}</dt>
              <dd>
                <kbd>Ctrl</kbd> <kbd>Shift</kbd> <kbd>Z</kbd>
              </dd>
            </div>
            <div>
              <dt>{t('actions.pan')}</dt>
              <dd>{t('help.panKeys')}</dd>
            </div>
            <div>
              <dt>{t('actions.zoom')}</dt>
              <dd>{t('help.wheel')}</dd>
            </div>
          </dl>
        </section>
        <section>
          <h3>{t('help.labels')}</h3>
          <dl>
            {Object.entries(LABEL_KEYS).map(([label, keys]) => (
              <div key={label}>
                <dt>
                  <LabelChip countable label={label as Label} /> {labelName(label as Label)}
                </dt>
                <dd>
                  <Keys keys={keys} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}
