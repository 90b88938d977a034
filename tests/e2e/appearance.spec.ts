import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { RESEARCH_USE_NOTICE } from '../../src/domain/notice.ts';
import { Workstation } from './pages/workstation.ts';

/** What is on the screen fits it, reads well, and can be used without a pointer. */

for (const viewport of [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
])
  test(`fits ${viewport.width} × ${viewport.height} and passes an accessibility check`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    const station = new Workstation(page);
    await station.open();
    await station.demonstrationsDrawn();
    await station.analyseToTheEnd();
    await page.locator('.strip-cell').first().click();
    for (const tab of ['Cell', 'Differential'] as const) {
      await station.tab(tab).click();
      const overflow = await page.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        return [scrollWidth - window.innerWidth, scrollHeight - window.innerHeight];
      });
      expect(overflow[0]).toBeLessThanOrEqual(0);
      expect(overflow[1]).toBeLessThanOrEqual(0);
      await expect(page.getByText(RESEARCH_USE_NOTICE)).toBeInViewport();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
  });
