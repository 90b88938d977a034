import { expect, type Page } from '@playwright/test';
import { Workstation } from './pages/workstation.ts';
import { CLEAR_ALL, test } from './support/usedBrowser.ts';

/** Work is on the disk before the screen says so, and survives whatever happens to the page. */

/** Ends the page's process at once: no event handler runs, nothing is flushed. */
async function kill(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await Promise.race([
    session.send('Page.crash').catch(() => undefined),
    page.waitForEvent('crash'),
  ]);
  await page.close();
}

/**
 * Lets the browser refuse every write as it does on a full disk, or no longer. The browser's own
 * switch for it (`Storage.overrideQuotaForOrigin`) does not reach IndexedDB in current Chromium.
 */
async function fillDisk(page: Page, full: boolean): Promise<void> {
  await page.evaluate((refuse) => {
    const prototype = IDBObjectStore.prototype as IDBObjectStore & {
      accepting?: IDBObjectStore['put'];
    };
    prototype.accepting ??= prototype.put;
    prototype.put = refuse
      ? () => {
          throw new DOMException('The disk is full.', 'QuotaExceededError');
        }
      : prototype.accepting;
  }, full);
}

test('a page killed in the middle of editing and of analysing has lost nothing', async ({
  page,
  context,
}) => {
  const station = new Workstation(page);
  await station.open({ caseId: CLEAR_ALL });
  await station.demonstrationsDrawn();

  await test.step('killed while it analyses: finished fields are there, the rest can go on', async () => {
    await station.analyse();
    await expect(page.locator('.status-done').first()).toBeVisible({ timeout: 120_000 });
    await kill(page);
  });

  const second = new Workstation(await context.newPage());
  let label = '';
  await test.step('opens as it was, and goes on where it stopped', async () => {
    await second.open();
    const done = await second.page.locator('.status-done').count();
    expect(done).toBeGreaterThanOrEqual(1);
    expect(done).toBeLessThan(5);
    await second.analyseToTheEnd();
    await expect(second.page.locator('.status-done')).toHaveCount(5);
  });

  await test.step('killed right after a change that was said to be saved', async () => {
    await second.page.locator('.strip-cell').first().click();
    await second.page.keyboard.press('e');
    await expect(second.cellLabel).toHaveText('Eosinophil');
    await expect(second.saved).toBeVisible();
    label = (await second.page.locator('.strip-cell').first().getAttribute('aria-label')) ?? '';
    await kill(second.page);
  });

  await test.step('finds the change, the audit line and every field', async () => {
    const third = new Workstation(await context.newPage());
    await third.open();
    await expect(third.page.locator('.strip-cell').first()).toHaveAttribute('aria-label', label);
    await expect(third.page.locator('.status-done')).toHaveCount(5);
    await third.page.getByRole('button', { name: /audit entries/ }).click();
    await expect(third.page.getByRole('dialog')).toContainText('Eosinophil');
  });
});

test('two tabs on one case: one edits, the other follows and may take over', async ({
  page,
  context,
}) => {
  const first = new Workstation(page);
  await first.open({ caseId: CLEAR_ALL });
  await first.demonstrationsDrawn();
  await first.drawBox({ x: 0.2, y: 0.2 }, { x: 0.3, y: 0.33 });
  await page.keyboard.press('l');
  await expect(first.cellLabel).toHaveText('Lymphoblast');
  await expect(first.saved).toBeVisible();

  const second = new Workstation(await context.newPage());
  await test.step('the second is told, and can change nothing', async () => {
    await second.open();
    await expect(second.page.getByText(/edited in another tab/)).toBeVisible();
    await second.page.locator('.strip-cell').first().click();
    await expect(second.cellLabel).toHaveText('Lymphoblast');
    await second.page.keyboard.press('s');
    await expect(second.cellLabel).toHaveText('Lymphoblast');
  });

  await test.step('it follows what the first one does', async () => {
    await page.bringToFront();
    await page.keyboard.press('y');
    await expect(first.cellLabel).toHaveText('Lymphocyte');
    await expect(second.cellLabel).toHaveText('Lymphocyte');
  });

  await test.step('it takes the case over, and the first one follows', async () => {
    await second.page.bringToFront();
    await second.page.getByRole('button', { name: 'Edit here' }).click();
    await expect(second.page.getByText(/edited in another tab/)).toHaveCount(0);
    await expect(page.getByText(/edited in another tab/)).toBeVisible();
    await second.page.locator('.strip-cell').first().click();
    await second.page.keyboard.press('m');
    await expect(second.cellLabel).toHaveText('Neutrophilic metamyelocyte');
    await expect(first.page.locator('.strip-cell').first()).toHaveAttribute(
      'aria-label',
      /Neutrophilic metamyelocyte/,
    );
  });

  await test.step('a tab that is gone holds nothing back', async () => {
    await kill(second.page);
    await page.bringToFront();
    await page.getByRole('button', { name: 'Edit here' }).click();
    await page.locator('.strip-cell').first().click();
    await page.keyboard.press('o');
    await expect(first.cellLabel).toHaveText('Monocyte');
  });
});

test('on a full disk the work stays, a backup is offered, and saving goes on later', async ({
  page,
}) => {
  const station = new Workstation(page);
  await station.open({ caseId: CLEAR_ALL });
  await station.demonstrationsDrawn();
  await expect(station.saved).toBeVisible();
  await fillDisk(page, true);
  await station.drawBox({ x: 0.2, y: 0.2 }, { x: 0.3, y: 0.33 });
  await page.keyboard.press('l');
  await expect(station.cellLabel).toHaveText('Lymphoblast');
  await expect(page.getByText(/storage of this browser is full/).first()).toBeVisible();

  await test.step('writes a backup that holds the unsaved change', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: /backup/i }).click();
    expect((await download).suggestedFilename()).toMatch(/\.zip$/);
  });

  await test.step('saves once there is room again', async () => {
    await fillDisk(page, false);
    await page.getByRole('button', { name: 'Save again' }).first().click();
    await expect(station.saved).toBeVisible();
    await page.reload();
    await station.pictureShown();
    await expect(page.locator('.strip-cell').first()).toHaveAttribute('aria-label', /Lymphoblast/);
  });
});
