import { Compass, Keyboard, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ACTION_GROUPS, ACTION_IDS, ACTIONS, type ActionId, labelOf } from '../keyboard/actions.ts';
import { actionName } from '../keyboard/names.ts';
import { useKeymap, useRunAction } from '../keyboard/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { Keys } from '../shared/Keys.tsx';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';

interface CheatSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Opens the settings where keys are changed. */
  readonly onChangeKeys: () => void;
}

/** Every key in force, made from the keymap itself; prints on a page. */
export function CheatSheet({ open, onClose, onChangeKeys }: CheatSheetProps) {
  const { t } = useTranslation();
  const run = useRunAction();
  return (
    <Dialog
      title={t('keyboard.sheet.title')}
      open={open}
      onClose={onClose}
      wide
      footer={
        <>
          <Button
            icon={Compass}
            onClick={() => {
              onClose();
              run('tour');
            }}
          >
            {t('keyboard.sheet.tour')}
          </Button>
          <span className="spacer" />
          <Button icon={Printer} onClick={() => window.print()}>
            {t('keyboard.sheet.print')}
          </Button>
          <Button icon={Keyboard} onClick={onChangeKeys}>
            {t('keyboard.sheet.change')}
          </Button>
        </>
      }
    >
      <Sheet />
    </Dialog>
  );
}

function Sheet() {
  const { t } = useTranslation();
  const keymap = useKeymap();
  const [palette] = keymap.palette;
  return (
    <>
      {palette !== undefined && (
        <p className="cheat-palette">
          <Keys keys={palette} /> {t('keyboard.sheet.palette')}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it no key could scroll the list */}
      <section className="cheat-sheet" tabIndex={0} aria-label={t('keyboard.sheet.title')}>
        {ACTION_GROUPS.map((group) => (
          <section key={group} aria-label={t(`keyboard.groups.${group}`)}>
            <h3>{t(`keyboard.groups.${group}`)}</h3>
            <dl>
              {ACTION_IDS.filter((id) => ACTIONS[id].group === group && keymap[id].length > 0).map(
                (id) => (
                  <Row key={id} id={id} keys={keymap[id]} />
                ),
              )}
              {group === 'look' && (
                <>
                  <PointerRow name={t('keyboard.sheet.pan')} how={t('keyboard.sheet.panKeys')} />
                  <PointerRow name={t('keyboard.sheet.zoom')} how={t('keyboard.sheet.wheel')} />
                </>
              )}
            </dl>
          </section>
        ))}
      </section>
    </>
  );
}

function Row({ id, keys }: { id: ActionId; keys: readonly string[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const label = labelOf(id);
  return (
    <div>
      <dt>
        {label && <LabelChip countable label={label} />} {actionName(t, id, language)}
      </dt>
      <dd>
        {keys.map((item) => (
          <Keys key={item} keys={item} />
        ))}
      </dd>
    </div>
  );
}

const PointerRow = ({ name, how }: { name: string; how: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{how}</dd>
  </div>
);
