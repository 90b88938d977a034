import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import sharp from 'sharp';
import { renderField } from '../../src/synth/field.ts';
import { createRandom } from '../../src/synth/random.ts';
import { DEFAULT_FIELD } from '../../src/synth/spec.ts';
import { type PickedFile, Workstation } from './pages/workstation.ts';
import { CLEAR_ALL, test } from './support/usedBrowser.ts';

/** A user's own case: files of every kind, a broken one among them, corrected by mouse and key. */

const SIZE = { width: 640, height: 480 };

const rendered = renderField(
  { ...DEFAULT_FIELD, ...SIZE, composition: { LBL: 4, LYM: 2, SEG: 2, MYC: 1 }, nucleatedCells: 9 },
  createRandom(77).whole([1, 1_000_000]),
);
const picture = () => sharp(rendered.data, { raw: { ...SIZE, channels: 4 } }).removeAlpha();

const file = (name: string, mimeType: string, buffer: Buffer): PickedFile => ({
  name,
  mimeType,
  buffer,
});

test('files of every kind, one of them broken', async ({ page }) => {
  const station = new Workstation(page);
  await station.open({ caseId: CLEAR_ALL });
  await station.newCase('Own fields');
  const png = await picture().png().toBuffer();
  await station.addImages([
    file('field-a.png', 'image/png', png),
    file('field-b.jpg', 'image/jpeg', await picture().jpeg({ quality: 92 }).toBuffer()),
    file('field-c.webp', 'image/webp', await picture().webp({ quality: 92 }).toBuffer()),
    file('field-d.tif', 'image/tiff', await picture().tiff({ compression: 'lzw' }).toBuffer()),
    file('broken.png', 'image/png', png.subarray(0, png.length / 3)),
  ]);
  await expect(page.getByText(/broken\.png was not added/)).toBeVisible({ timeout: 60_000 });
  for (const name of ['field-a.png', 'field-b.jpg', 'field-c.webp', 'field-d.tif'])
    await expect(station.field(name)).toBeVisible();
  await expect(page.locator('.field-row')).toHaveCount(4);
  await station.analyseToTheEnd();
  await expect(page.locator('.status-done')).toHaveCount(4);
  expect(await station.counted()).toBeGreaterThan(8);
});

test('a box is drawn, named, moved, resized and deleted; undo takes all of it back', async ({
  page,
}) => {
  const station = new Workstation(page);
  await station.open({ caseId: CLEAR_ALL });
  await station.newCase('Boxes');
  await station.addImages([file('field.png', 'image/png', await picture().png().toBuffer())]);
  await expect(station.field('field.png')).toBeVisible();
  await station.pictureShown();

  await page.keyboard.press('d');
  await station.drag({ x: 0.3, y: 0.3 }, { x: 0.5, y: 0.6 }, SIZE);
  expect(await station.boxesOnCanvas()).toBe(1);
  await expect(station.cellLabel).toHaveText('Not named yet');
  await page.keyboard.press('l');
  await expect(station.cellLabel).toHaveText('Lymphoblast');
  const size = page.locator('.cell-size');
  const drawn = await size.getAttribute('title');
  expect(drawn).toMatch(/^12[78] × 14[345] px$/);

  await test.step('moving keeps the size', async () => {
    await station.drag({ x: 0.4, y: 0.45 }, { x: 0.6, y: 0.5 }, SIZE);
    await expect(size).toHaveAttribute('title', drawn as string);
  });
  await test.step('dragging a corner resizes', async () => {
    await station.drag({ x: 0.7, y: 0.65 }, { x: 0.8, y: 0.75 }, SIZE);
    await expect(size).not.toHaveAttribute('title', drawn as string);
  });
  await test.step('uncountable and back', async () => {
    await page.keyboard.press('u');
    await expect(station.cellLabel).toHaveText('Uncountable');
    await page.keyboard.press('u');
    await expect(station.cellLabel).toHaveText('Lymphoblast');
  });
  await page.keyboard.press('Delete');
  expect(await station.boxesOnCanvas()).toBe(0);

  // Delete, two changes of mind, resize, move, name, draw.
  await page.keyboard.press('Control+z');
  await expect(station.canvas).toHaveAttribute('data-cell-count', '1');
  for (let i = 0; i < 4; i++) await page.keyboard.press('Control+z');
  await station.click({ x: 0.4, y: 0.45 }, SIZE);
  await expect(size).toHaveAttribute('title', drawn as string);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(station.canvas).toHaveAttribute('data-cell-count', '0');
});

test('an analysis is cancelled and taken up again', async ({ page }) => {
  const station = new Workstation(page);
  await station.open({ caseId: CLEAR_ALL });
  await station.demonstrationsDrawn();
  await station.analyse();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('.header').getByRole('button', { name: /^Analyse/ })).toBeEnabled();
  await station.analyseToTheEnd();
  await expect(page.locator('.status-done')).toHaveCount(5);
});

const realFields = join('..', 'shared', 'data', 'fields', 'txl', 'images', 'val');
const realLabels = join('..', 'shared', 'data', 'fields', 'txl', 'labels', 'val');

test('a real blood field goes the same way', async ({ page }) => {
  test.skip(!existsSync(realFields), 'no real fields beside the project');
  const name = readdirSync(realFields).sort()[0] as string;
  const truths = readFileSync(join(realLabels, name.replace(/\.[^.]+$/, '.txt')), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('0 ')).length;
  const station = new Workstation(page);
  await station.open({ caseId: CLEAR_ALL });
  await station.newCase('Real field');
  await station.addImages([file(name, 'image/jpeg', readFileSync(join(realFields, name)))]);
  await station.analyseToTheEnd();
  await expect(page.locator('.status-done')).toHaveCount(1);
  expect(await station.boxesOnCanvas()).toBe(truths);
});
