import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { unzipSync } from 'fflate';
import { Fhir } from 'fhir/fhir.js';
import Papa from 'papaparse';
import sharp from 'sharp';
import { RESEARCH_USE_NOTICE, SYNTHETIC_NOTICE } from '../../src/domain/notice.ts';
import { resultSchema } from '../../src/domain/result.ts';
import { atRest } from './pages/scenes.ts';
import { Workstation } from './pages/workstation.ts';
import { dropFiles } from './support/dropFiles.ts';
import { pdfText } from './support/pdfText.ts';
import { reviewedCaseFile } from './support/reviewedCase.ts';
import { test } from './support/usedBrowser.ts';

/** A reviewed, signed demonstration case leaves in every format, and each is opened again. */
test('every export of a signed case opens again, its boxes as another reader’s', async ({
  page,
}) => {
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  const name = 'Reviewed demonstration';
  const { document, file } = await reviewedCaseFile(name);
  const cells = document.fields.reduce((sum, field) => sum + field.cells.length, 0);
  const station = new Workstation(page);
  await station.open();
  await station.cases();
  await page.getByTestId('case-files').setInputFiles(file);
  await expect(station.caseRow(name)).toBeVisible();
  await station.openCase(name);
  const counted = await station.counted();

  await test.step('as tables and a report', async () => {
    const csv = (await station.exported('Differential (CSV)')).bytes.toString('utf8');
    const { data, errors } = Papa.parse<Record<string, string>>(csv.slice(1).trimEnd(), {
      header: true,
    });
    expect(errors).toEqual([]);
    expect(data.find(({ code }) => code === 'counted')?.n).toBe(String(counted));
    const pages = await pdfText((await station.exported('Report (PDF)')).bytes);
    for (const text of pages) expect(text).toContain(RESEARCH_USE_NOTICE);
    const json = (await station.exported('Full result (JSON)')).bytes.toString('utf8');
    const result = resultSchema.parse(JSON.parse(json));
    expect(result.notices).toEqual([RESEARCH_USE_NOTICE, SYNTHETIC_NOTICE]);
    expect(result.case.status).toBe('signed');
  });

  await test.step('as a FHIR bundle that fits R4, with pictures', async () => {
    const exported = await station.exported('Report for other systems (FHIR)');
    expect(exported.name).toMatch(/-v1-fhir\.json$/);
    const bundle = JSON.parse(exported.bytes.toString('utf8'));
    const { messages } = new Fhir().validate(bundle, { errorOnUnexpected: true });
    expect(messages.filter(({ severity }) => severity === 'error')).toEqual([]);
    const of = (type: string) =>
      bundle.entry
        .map(({ resource }: { resource: { resourceType: string } }) => resource)
        .filter(({ resourceType }: { resourceType: string }) => resourceType === type);
    expect(of('DiagnosticReport')[0].status).toBe('final');
    expect(bundle.meta.tag[0].code).toBe('HTEST');
    expect(of('Media')).toHaveLength(2);
    for (const { content } of of('Media')) {
      const { format, width } = await sharp(Buffer.from(content.data, 'base64')).metadata();
      expect([format, width]).toEqual(['jpeg', 1024]);
    }
  });

  await test.step('as annotated fields, the notices below each', async () => {
    const files = unzipSync((await station.exported('Annotated fields (PNG)')).bytes);
    expect(Object.keys(files).sort()).toEqual([
      'reviewed-1.annotated.png',
      'reviewed-2.annotated.png',
    ]);
    for (const png of Object.values(files)) {
      const { data, info } = await sharp(png)
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect(info.width).toBe(1024);
      expect(info.height).toBeGreaterThan(768 + 3 * 20);
      const band = data.subarray(1024 * 768 * 3);
      expect(band.filter((value) => value > 200).length).toBeGreaterThan(3000);
    }
  });

  await test.step('its boxes come back beside its own', async () => {
    for (const item of ['Boxes (YOLO)', 'Boxes (COCO)', 'Full result (JSON)']) {
      const exported = await station.exported(item);
      const dialog = await station.readerFiles({
        name: exported.name,
        mimeType: '',
        buffer: exported.bytes,
      });
      await expect(dialog.getByTestId('reader-form')).toContainText('2 fields of 2 found');
      await expect(dialog).not.toContainText('not understood');
      await dialog.getByRole('textbox', { name: /Name of the reader/ }).fill(item);
      await dialog.getByRole('button', { name: `Import ${cells} cells` }).click();
      await expect(dialog.getByTestId('reader').filter({ hasText: item })).toContainText(
        `${cells} cells in 2 fields`,
      );
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    }
  });

  await test.step('another reader is compared, and a disagreement leads to its place', async () => {
    await page.getByRole('button', { name: 'Ground truth and second readers' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Compare with Boxes (COCO)' }).click();
    const figures = dialog.getByTestId('comparison-figures');
    await expect(figures).toContainText('1.00');
    await expect(dialog.getByText('They agree on every cell.')).toBeVisible();
    await page.keyboard.press('Escape');
    // One box a field, and that in a corner where no cell is: everything else was not found.
    const lone = `<annotation>\n<filename>reviewed-2.png</filename>\n<object><name>LBL</name>\n<bndbox><xmin>2</xmin><ymin>2</ymin><xmax>12</xmax><ymax>12</ymax></bndbox></object>\n</annotation>`;
    const form = await station.readerFiles({
      name: 'lone.xml',
      mimeType: 'text/xml',
      buffer: Buffer.from(lone),
    });
    await form.getByRole('button', { name: 'Import 1 cell' }).click();
    await form.getByRole('button', { name: 'Compare with lone.xml' }).click();
    const csv = page.waitForEvent('download');
    await form.getByRole('button', { name: 'Export CSV' }).click();
    expect((await csv).suggestedFilename()).toBe('Reviewed-demonstration-readers.csv');
    await form.getByRole('button', { name: /not found \/ Lymphoblast/ }).click();
    await expect(station.canvas).toHaveAttribute('data-rendered-revision', /^reviewed-2:/);
    // Four readers' boxes and the frame about the place; then the field without them.
    const second = document.fields[1]!.cells.length;
    await expect(station.canvas).toHaveAttribute('data-overlay-count', `${3 * second + 2}`);
    await page.getByRole('checkbox', { name: /Boxes \(YOLO\)/ }).uncheck();
    await expect(station.canvas).toHaveAttribute('data-overlay-count', `${2 * second + 2}`);
    await page.keyboard.press('Shift+R');
    await expect(station.canvas).toHaveAttribute('data-overlay-count', '0');
  });

  await test.step('the cell-location test keeps what was found', async () => {
    await station.canvas.focus();
    await page.keyboard.press('z');
    await page.keyboard.press('l');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Field').selectOption({ label: 'reviewed-1.png' });
    await dialog.getByRole('button', { name: 'Start' }).click();
    const canvas = dialog.locator('.field-canvas');
    await expect(canvas).toHaveAttribute('data-rendered-revision', /^test:/);
    const { cells: all, width, height } = document.fields[0]!;
    const countable = all.filter(({ review }) => review?.label !== undefined);
    const test = new Workstation(page, canvas);
    for (const { box } of countable.slice(0, 3))
      await test.click(
        { x: (box.x + box.width / 2) / width, y: (box.y + box.height / 2) / height },
        { width, height },
      );
    await expect(canvas).toHaveAttribute('data-overlay-count', '3');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(dialog.getByTestId('location-result')).toContainText(
      `Found3Missed${countable.length - 3}`,
    );
    await dialog.getByRole('button', { name: 'Next field' }).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('z');
    await page.keyboard.press('l');
    await expect(dialog.getByTestId('location-pooled')).toContainText(
      `1 test: 3 of ${countable.length} cells found`,
    );
    await page.keyboard.press('Escape');
  });

  await test.step('what is broken or not understood is said', async () => {
    const voc = `<annotation>\n<filename>reviewed-1.png</filename>\n<object><name>RBC</name>\n<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax></bndbox></object>\n</annotation>`;
    const xml = (text: string) => ({
      name: 'a.xml',
      mimeType: 'text/xml',
      buffer: Buffer.from(text),
    });
    const dialog = await station.readerFiles(xml(voc.replace('</bndbox>', '')));
    await expect(dialog.getByRole('alert')).toHaveText(/^a\.xml, line 4: this is no well-formed/);
    await page.getByTestId('reader-files').setInputFiles(xml(voc));
    await expect(dialog.getByRole('row', { name: /RBC/ })).toContainText('not understood');
    await dialog.getByLabel('Meaning here: RBC').selectOption('uncountable');
    await expect(dialog.getByRole('button', { name: 'Import 1 cell' })).toBeEnabled();
    await page.keyboard.press('Escape');
  });

  await test.step('nobody else’s cells count, and the signature still holds', async () => {
    expect(await station.counted()).toBe(counted);
    await page.getByRole('button', { name: 'Signed by Dr Example' }).click();
    await expect(page.getByRole('dialog')).toContainText('The content matches the signature.');
  });
  await test.step('a dropped folder of pictures with a table of their cells opens as cases', async () => {
    const root = test.info().outputPath('set');
    const head = 'file,x,y,width,height,label,countable,patient';
    const rows = document.fields.flatMap(({ name: picture, synthetic }, index) =>
      (synthetic?.truth ?? []).map(({ box, label, countable }) =>
        [picture, box.x, box.y, box.width, box.height, label, countable, `P${index + 1}`].join(),
      ),
    );
    await mkdir(join(root, 'pictures'), { recursive: true });
    await writeFile(join(root, 'truth.csv'), [head, ...rows].join('\n'));
    const pictures = unzipSync(file.buffer, { filter: ({ name }) => name.endsWith('.png') });
    for (const [index, png] of Object.values(pictures).entries())
      await writeFile(join(root, 'pictures', `reviewed-${index + 1}.png`), png);
    await atRest(page);
    await station.cases();
    await page.getByRole('button', { name: 'Validation' }).click();
    await expect(page.getByRole('heading', { name: 'Validation' })).toBeVisible();
    await dropFiles(page, [root]);
    const form = page.getByTestId('set-form');
    await expect(form).toContainText('2 patients with 2 pictures that have truth: P1, P2');
    await expect(form).not.toContainText('not understood');
    await form.getByRole('button', { name: 'Open 2 patients' }).click();
    await expect(page.getByTestId('validation-case').filter({ hasText: 'P2' })).toContainText(
      'imported truth · 0 of 1 fields',
    );
    await expect(page.getByRole('button', { name: 'Analyse 2 fields' })).toBeEnabled();
  });
  expect(failures).toEqual([]);
});
