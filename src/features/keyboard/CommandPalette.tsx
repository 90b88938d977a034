import { Command } from 'cmdk';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstation } from '../../store/react.tsx';
import { Keys } from '../shared/Keys.tsx';
import { type PaletteCommand, paletteCommands } from './commands.ts';
import { useKeyboard } from './react.tsx';
import { noteCommand, recentCommands } from './recent.ts';

const SECTIONS = ['list', 'labels', 'fields', 'cases', 'settings'] as const;

/** Everything that can be done now, found by name. */
export function CommandPalette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    if (open && !dialog.open) {
      dialog.showModal();
      // The dialog itself gives the focus to the list's frame, which stands before the input.
      dialog.querySelector('input')?.focus();
    }
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={element}
      className="dialog palette"
      aria-label={t('keyboard.palette.title')}
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
      onClick={(event) => event.target === element.current && onClose()}
    >
      {open && <Finder onClose={onClose} />}
    </dialog>
  );
}

function Finder({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const station = useWorkstation();
  const keyboard = useKeyboard();
  // What is on the screen does not change while the palette is open above it.
  const commands = useMemo(() => paletteCommands(station, keyboard, t), [station, keyboard, t]);
  const recent = recentCommands().flatMap(
    (id) => commands.find((command) => command.id === id) ?? [],
  );

  const choose = (command: PaletteCommand) => {
    noteCommand(command.id);
    onClose();
    // After the dialog is closed and has given the focus back, which the command may move on.
    setTimeout(command.run);
  };
  const item = (command: PaletteCommand, prefix = '') => (
    <Command.Item
      key={command.id}
      value={`${prefix}${command.id}`}
      keywords={[command.name, ...command.words]}
      onSelect={() => choose(command)}
    >
      <span>{command.name}</span>
      {command.keys !== null && <Keys keys={command.keys} />}
    </Command.Item>
  );
  return (
    <Command label={t('keyboard.palette.title')} loop vimBindings={false} filter={score}>
      <Command.Input placeholder={t('keyboard.palette.placeholder')} />
      <Command.List label={t('keyboard.palette.list')}>
        <Command.Empty>{t('keyboard.palette.empty')}</Command.Empty>
        {recent.length > 0 && (
          <Command.Group heading={t('keyboard.palette.recent')}>
            {recent.map((command) => item(command))}
          </Command.Group>
        )}
        {SECTIONS.map((section) => {
          const those = commands.filter(
            (command) => command.section === section && !recent.includes(command),
          );
          return those.length === 0 ? null : (
            <Command.Group key={section} heading={t(`keyboard.palette.${section}`)}>
              {those.map((command) => item(command))}
            </Command.Group>
          );
        })}
      </Command.List>
      <p className="palette-foot">
        <Keys keys="ArrowUp" /> <Keys keys="ArrowDown" /> {t('keyboard.palette.hint')}
      </p>
    </Command>
  );
}

/**
 * How well a command is called what was typed, 0 (not at all) to 1: the beginning of a name before
 * the beginning of a word, before a part of a word, before letters in their order.
 */
export function score(_id: string, typed: string, names: readonly string[] = []): number {
  const wanted = typed.trim().toLowerCase();
  return names.reduce((best, name, index) => {
    const text = name.toLowerCase();
    const at = text.indexOf(wanted);
    const found =
      at === 0
        ? 1
        : at > 0
          ? /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') && !/\p{Script=Han}/u.test(text[at] ?? '')
            ? 0.6
            : 0.8
          : inOrder(text, wanted)
            ? 0.2
            : 0;
    // A name counts more than the words by which it is also found.
    return Math.max(best, index === 0 ? found : found * 0.9);
  }, 0);
}

/** Whether the letters stand in the text in their order, with others between them. */
function inOrder(text: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters.replaceAll(' ', '')) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
