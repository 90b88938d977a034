import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import {
  APPEARANCES,
  type Appearance,
  appear,
  atRest,
  SCENES,
  SCREEN_SIZES,
} from './pages/scenes.ts';
import { Workstation } from './pages/workstation.ts';
import { CLEAR_ALL, test } from './support/usedBrowser.ts';

/** Every screen fits, reads well and can be used by everyone, in both themes and both languages. */

/**
 * Colours belong to the theme and lengths to the language: one run with each of both shows what
 * all four would.
 */
const CHECKED = APPEARANCES.filter(
  ({ language, theme }) => (language === 'en') === (theme === 'light'),
);

/** Names and roles are the same in both: the second time only what a theme or a language changes. */
const rules = (axe: AxeBuilder, appearance: Appearance): AxeBuilder =>
  appearance === CHECKED[0] ? axe : axe.withRules(['color-contrast', 'html-has-lang']);

async function expectToFit(page: Page, scene: string): Promise<void> {
  const over = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { x: scrollWidth - window.innerWidth, y: scrollHeight - window.innerHeight };
  });
  expect(over.x, `${scene} is too wide`).toBeLessThanOrEqual(0);
  expect(over.y, `${scene} is too high`).toBeLessThanOrEqual(0);
  await expect(page.locator('.notice-bar')).toBeInViewport();
}

test('every screen fits and passes an accessibility check, in both themes and languages', async ({
  page,
}) => {
  test.setTimeout(600_000);
  const station = new Workstation(page);
  await station.open({ caseId: CLEAR_ALL });
  await station.demonstrationsDrawn();
  await station.analyseToTheEnd();
  const found: string[] = [];
  for (const [pass, appearance] of CHECKED.entries())
    await test.step(`${appearance.theme}, ${appearance.language}`, async () => {
      // English is the longer language: the smaller screen is for it.
      await page.setViewportSize(SCREEN_SIZES[pass] ?? SCREEN_SIZES[0]);
      await appear(page, appearance);
      await expect(page.locator('html')).toHaveAttribute('data-theme', appearance.theme);
      for (const scene of SCENES) {
        await scene.show(page);
        await expectToFit(page, scene.name);
        const { violations } = await rules(new AxeBuilder({ page }), appearance).analyze();
        found.push(
          ...violations.map(
            ({ id, nodes }) =>
              `${appearance.theme} ${appearance.language} ${scene.name}: ${id}: ${nodes[0]?.html}`,
          ),
        );
        await atRest(page);
      }
    });
  expect(found).toEqual([]);
});
