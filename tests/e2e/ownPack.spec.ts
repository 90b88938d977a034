import { expect } from '@playwright/test';
import sharp from 'sharp';
import { cellPicture, tinyPack } from '../unit/engine/packs.ts';
import { Workstation } from './pages/workstation.ts';
import { test } from './support/usedBrowser.ts';

/** A user's own pack, from files: picked, used, and still there after a reload. */

const pack = tinyPack();
const MIME: Readonly<Record<string, string>> = {
  json: 'application/json',
  safetensors: 'application/octet-stream',
};
const packFiles = [...pack.files].map(([name, bytes]) => ({
  name,
  mimeType: MIME[name.split('.').at(-1) ?? ''] as string,
  buffer: Buffer.from(bytes),
}));

test('a picked pack analyses, is kept by its hash, and is freed again', async ({ page }) => {
  const { data, width, height, channels } = cellPicture(320, 240);
  const png = await sharp(data, { raw: { width, height, channels } }).png().toBuffer();
  const station = new Workstation(page);
  await station.open();
  await station.newCase('Own pack');
  await station.addImages([{ name: 'field.png', mimeType: 'image/png', buffer: png }]);
  const row = page.locator('.pack-row[data-pack="tiny"]');
  const packs = page.getByRole('button', { name: /^Pack / });

  await test.step('files of which one is missing are refused by name', async () => {
    await packs.click();
    await page
      .getByTestId('pack-files')
      .setInputFiles(packFiles.filter(({ name }) => name !== 'gate.safetensors'));
    await expect(page.getByRole('alert')).toContainText('gate.safetensors');
    await expect(row).toHaveCount(0);
  });

  await test.step('whole, it is in use at once', async () => {
    await page.getByTestId('pack-files').setInputFiles(packFiles);
    await expect(row).toHaveAttribute('data-in-use', 'true');
    await expect(row).toContainText('kept in this browser');
    await page.keyboard.press('Escape');
    await station.analyseToTheEnd();
    await expect(page.locator('.status-done')).toHaveCount(1);
    await expect(packs).toHaveText('Pack tiny 0.0.1');
  });

  await test.step('after a reload it is still there, and its files are not asked for', async () => {
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Own pack', level: 1 })).toBeVisible();
    await page.getByRole('button', { name: 'Analyse again' }).first().click();
    await expect(packs).toHaveText('Pack tiny 0.0.1', { timeout: 90_000 });
    await expect(page.locator('.status-done')).toHaveCount(1);
  });

  await test.step('removed, it gives way to the shipped one', async () => {
    await packs.click();
    await row.getByRole('button', { name: /^Remove tiny/ }).click();
    await expect(row).toHaveCount(0);
    await expect(page.locator('.pack-row[data-pack="compact"]')).toHaveAttribute(
      'data-in-use',
      'true',
    );
  });
});
