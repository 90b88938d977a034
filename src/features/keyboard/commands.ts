import type { TFunction } from 'i18next';
import { LANGUAGES } from '../../domain/language.ts';
import type { Preferences } from '../../store/services.ts';
import type { Workstation } from '../../store/workstation.ts';
import { LANGUAGE_NAMES } from '../settings/LanguageSelect.tsx';
import { ACTION_IDS, ACTIONS, labelOf } from './actions.ts';
import type { Keyboard } from './keyboard.ts';
import { actionName } from './names.ts';

/** One line of the palette. */
export interface PaletteCommand {
  readonly id: string;
  readonly section: 'list' | 'labels' | 'fields' | 'cases' | 'settings';
  readonly name: string;
  /** Other words by which it is found. */
  readonly words: readonly string[];
  /** Keys that do the same; none where there are none. */
  readonly keys: string | null;
  readonly run: () => void;
}

const THEMES: readonly Preferences['theme'][] = ['system', 'light', 'dark'];

/** What can be done now: actions, classes for the selection, fields, cases, settings. */
export function paletteCommands(
  station: Workstation,
  keyboard: Keyboard,
  t: TFunction,
): PaletteCommand[] {
  const { cases, document, activeFieldId, preferences } = station.store.getState();
  const actions = ACTION_IDS.filter(
    // Escape stops what is going on; over the palette nothing is.
    (id) => id !== 'palette' && !ACTIONS[id].fixed && keyboard.available(id),
  ).map((id): PaletteCommand => {
    const label = labelOf(id);
    return {
      id,
      section: label === null ? 'list' : 'labels',
      name: actionName(t, id, preferences.language),
      // English is understood in every language: codes and names are the field's own.
      words: [actionName(t, id, 'en'), label ?? id],
      keys: keyboard.keymap[id][0] ?? null,
      run: () => keyboard.run(id),
    };
  });
  const fields = (document?.fields ?? [])
    .filter(({ id }) => id !== activeFieldId)
    .map(
      ({ id, name }): PaletteCommand => ({
        id: `field ${id}`,
        section: 'fields',
        name,
        words: [],
        keys: null,
        run: () => {
          station.showField(id);
          station.showView('field');
        },
      }),
    );
  const others = cases
    .filter((entry) => entry.id !== document?.id && entry.unreadable === null)
    .map(
      ({ id, name }): PaletteCommand => ({
        id: `case ${id}`,
        section: 'cases',
        name,
        words: [],
        keys: null,
        run: () => void station.goTo({ caseId: id, view: 'field' }),
      }),
    );
  const themes = THEMES.filter((theme) => theme !== preferences.theme).map(
    (theme): PaletteCommand => ({
      id: `theme ${theme}`,
      section: 'settings',
      name: t('keyboard.palette.theme', { name: t(`settings.${theme}`) }),
      words: [theme],
      keys: null,
      run: () => station.setPreferences({ theme }),
    }),
  );
  const languages = LANGUAGES.filter((language) => language !== preferences.language).map(
    (language): PaletteCommand => ({
      id: `language ${language}`,
      section: 'settings',
      name: t('keyboard.palette.language', { name: LANGUAGE_NAMES[language] }),
      words: [language, 'language', '语言'],
      keys: null,
      run: () => station.setPreferences({ language }),
    }),
  );
  return [...actions, ...fields, ...others, ...themes, ...languages];
}
