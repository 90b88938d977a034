import { expect, type Page } from '@playwright/test';
import type { Language } from '../../../src/domain/language.ts';

/**
 * Every screen of the workstation on an analysed demonstration case, reached by keys alone: the same
 * in every language. For checks and pictures that go over all of them.
 */

export interface Scene {
  readonly name: string;
  show(page: Page): Promise<void>;
}

export const SCREEN_SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;

export interface Appearance {
  readonly language: Language;
  readonly theme: 'light' | 'dark';
}

export const APPEARANCES: readonly Appearance[] = (['en', 'zh'] as const).flatMap((language) =>
  (['light', 'dark'] as const).map((theme) => ({ language, theme })),
);

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const dialog = (page: Page) => page.locator('dialog[open]');

/** A dialog that keys open. */
const opened = (name: string, ...keys: readonly string[]): Scene => ({
  name,
  async show(page) {
    await press(page, ...keys);
    await expect(dialog(page)).toBeVisible();
  },
});

const tab = async (page: Page, id: string): Promise<void> => {
  await page.locator(`[role="tab"][data-tab="${id}"]`).click();
};

export const SCENES: readonly Scene[] = [
  {
    name: 'field',
    show: async (page) => {
      await tab(page, 'differential');
    },
  },
  {
    name: 'cell',
    show: async (page) => {
      await page.locator('.strip-cell').nth(2).click();
      await tab(page, 'cell');
    },
  },
  {
    name: 'selection',
    show: async (page) => {
      await page.locator('.strip-cell').nth(1).click();
      await page
        .locator('.strip-cell')
        .nth(5)
        .click({ modifiers: ['Shift'] });
      await tab(page, 'cell');
    },
  },
  {
    name: 'gallery',
    show: async (page) => {
      await press(page, 'v', 'g');
      await expect(page.locator('.gallery-view')).toBeVisible();
      await expect(page.locator('.gallery-tile').first()).toBeVisible();
    },
  },
  {
    name: 'tally',
    show: async (page) => {
      await press(page, 'v', 't');
      await expect(page.locator('.tally-view')).toBeVisible();
    },
  },
  {
    name: 'cases',
    show: async (page) => {
      await press(page, 'v', 'c');
      await expect(page.locator('.cases-view')).toBeVisible();
    },
  },
  {
    name: 'validation',
    show: async (page) => {
      await press(page, 'v', 'v');
      await expect(page.getByTestId('evaluation-summary')).toBeVisible();
    },
  },
  opened('sign-off', 'z', 's'),
  opened('audit-trail', 'z', 'h'),
  opened('model-pack', 'z', 'p'),
  opened('readers', 'z', 'r'),
  opened('location-test', 'z', 'l'),
  opened('new-case', 'z', 'n'),
  opened('settings', 'Control+,'),
  {
    name: 'rules',
    show: async (page) => {
      await press(page, 'Control+,');
      await tab(page, 'rules');
    },
  },
  {
    name: 'by-field',
    show: async (page) => {
      await tab(page, 'differential');
      await page.locator('.details-button').click();
      await expect(page.locator('.field-chart')).toBeVisible();
    },
  },
  {
    name: 'simulation',
    show: async (page) => {
      await tab(page, 'differential');
      await page.locator('.call-figures .button').click();
      await expect(page.locator('.outcome-chart')).toBeVisible();
    },
  },
  opened('cheat-sheet', '?'),
  opened('palette', 'Control+k'),
  {
    name: 'atlas',
    show: async (page) => {
      await page.locator('.strip-cell').first().click();
      await press(page, 'h');
      await expect(dialog(page)).toBeVisible();
    },
  },
];

/** Opens the case on the screen anew in a language and a theme. */
export async function appear(page: Page, { language, theme }: Appearance): Promise<void> {
  await page.evaluate(
    (kept) => localStorage.setItem('marrow-workstation.preferences', JSON.stringify(kept)),
    { welcomed: true, reviewer: 'Dr Example', language, theme },
  );
  await page.reload();
  await atRest(page);
}

/** Back in the field view with nothing open, as `Scene.show` wants to find it. */
export async function atRest(page: Page): Promise<void> {
  for (let tries = 0; tries < 3 && (await dialog(page).count()) > 0; tries++)
    await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  if ((await page.locator('.field-canvas').count()) === 0) await press(page, 'v', 'f');
  await expect(page.locator('.field-canvas')).toHaveAttribute('data-rendered-revision', /.+/);
}
