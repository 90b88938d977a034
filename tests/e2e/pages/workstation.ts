import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** A point of the field, as shares of its width and height: 0–1 from the top left. */
export interface FieldPoint {
  readonly x: number;
  readonly y: number;
}

/** A file as a user would pick it. */
export interface PickedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Size of a rendered field, px. */
const DEMONSTRATION_FIELD = { width: 1024, height: 768 };

/** The workstation as a person uses it: what the journeys may touch, and nothing else. */
export class Workstation {
  readonly page: Page;
  readonly canvas: Locator;
  readonly call: Locator;
  readonly cellLabel: Locator;
  readonly saved: Locator;

  /** @param canvas that of a dialog; the field view's unless told */
  constructor(page: Page, canvas: Locator = page.locator('.viewer .field-canvas')) {
    this.page = page;
    this.canvas = canvas;
    this.call = page.getByTestId('call-reading');
    this.cellLabel = page.getByTestId('cell-label');
    this.saved = page.getByText('Saved', { exact: true });
  }

  /**
   * Opens the workstation and waits until a case is on the screen. The first visit's welcome is
   * over, unless the page has kept preferences already; `welcome` leaves the first visit as it is.
   * @param caseId what to open where there are cases; else the one that was changed last
   */
  async open({
    welcome = false,
    caseId,
  }: {
    readonly welcome?: boolean;
    readonly caseId?: string;
  } = {}): Promise<void> {
    if (!welcome)
      await this.page.addInitScript(() => {
        const key = 'marrow-workstation.preferences';
        if (localStorage.getItem(key) === null)
          localStorage.setItem(key, JSON.stringify({ welcomed: true, reviewer: 'Dr Example' }));
      });
    await this.page.goto(caseId === undefined ? '/' : `/#/case/${caseId}/field`);
    await expect(this.page.locator('.case-title')).toBeVisible({ timeout: 60_000 });
    await this.pictureShown();
  }

  /** Waits until every demonstration case is drawn: the machine is then at rest. */
  async demonstrationsDrawn(): Promise<void> {
    await expect(this.page.getByText(/^Drawing demonstration fields/)).toHaveCount(0, {
      timeout: 120_000,
    });
  }

  /** Waits for the canvas's own signal that the picture and its boxes are on the screen. */
  async pictureShown(): Promise<void> {
    await expect(this.canvas).toHaveAttribute('data-rendered-revision', /.+/);
  }

  /** Presses the button that analyses what is waiting. */
  async analyse(): Promise<void> {
    await this.page
      .locator('.header')
      .getByRole('button', { name: /^Analyse/ })
      .click();
  }

  /** Analyses the open case and waits for the last field. */
  async analyseToTheEnd(): Promise<void> {
    await this.analyse();
    await expect(this.page.getByRole('button', { name: 'Analyse again' })).toBeEnabled({
      timeout: 180_000,
    });
  }

  /** Goes to the list of cases. */
  async cases(): Promise<void> {
    const back = this.page.locator('.header').getByRole('button', { name: 'Cases', exact: true });
    if (await back.isVisible()) await back.click();
    await expect(this.page.locator('.cases-view')).toBeVisible();
  }

  caseRow(name: string): Locator {
    return this.page.locator('.case-row', { hasText: name });
  }

  async newCase(name: string): Promise<void> {
    await this.cases();
    await this.page.getByRole('button', { name: 'New case' }).first().click();
    await this.page.getByRole('textbox', { name: /Case name/ }).fill(name);
    await this.page.getByRole('dialog').getByRole('button', { name: 'Create case' }).click();
    await expect(this.page.getByRole('heading', { name, level: 1 })).toBeVisible();
  }

  async openCase(name: string): Promise<void> {
    await this.cases();
    await this.caseRow(name).locator('.case-open').click();
    await expect(this.page.getByRole('heading', { name, level: 1 })).toBeVisible();
    await this.pictureShown();
  }

  async addImages(files: readonly PickedFile[]): Promise<void> {
    await this.page.getByTestId('field-files').setInputFiles([...files]);
  }

  /** Picks a file of boxes in the dialog of other readers, which stays open. */
  async readerFiles(file: PickedFile): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Ground truth and second readers' }).click();
    await this.page.getByTestId('reader-files').setInputFiles(file);
    return this.page.getByRole('dialog');
  }

  field(name: string): Locator {
    return this.page.locator('.field-row', { hasText: name });
  }

  async boxesOnCanvas(): Promise<number> {
    return Number(await this.canvas.getAttribute('data-cell-count'));
  }

  tab(name: 'Cell' | 'Differential'): Locator {
    return this.page.getByRole('tab', { name });
  }

  /** n of a class in the differential count. */
  async countOf(code: string): Promise<number> {
    await this.tab('Differential').click();
    return Number(await this.page.locator(`tr[data-class="${code}"] td`).first().textContent());
  }

  async counted(): Promise<number> {
    await this.tab('Differential').click();
    return Number(await this.page.getByTestId('counted').textContent());
  }

  /** Position on the page of a point of the field, under the view in force. */
  async positionOf(point: FieldPoint, size: { width: number; height: number }) {
    const bounds = await this.canvas.boundingBox();
    const view = (await this.canvas.getAttribute('data-view')) ?? '';
    const [scale, x, y] = view.split(' ').map(Number) as [number, number, number];
    if (!bounds) throw new Error('The canvas is not on the screen.');
    return {
      x: bounds.x + x + point.x * size.width * scale,
      y: bounds.y + y + point.y * size.height * scale,
    };
  }

  async drag(from: FieldPoint, to: FieldPoint, size: { width: number; height: number }) {
    const start = await this.positionOf(from, size);
    const end = await this.positionOf(to, size);
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    await this.page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
    await this.page.mouse.move(end.x, end.y, { steps: 4 });
    await this.page.mouse.up();
  }

  async click(point: FieldPoint, size: { width: number; height: number }) {
    const at = await this.positionOf(point, size);
    await this.page.mouse.click(at.x, at.y);
  }

  /** Cells that still need a look, as the list of fields says. */
  async cellsInDoubt(): Promise<number> {
    const marks = await this.page.locator('.field-row .mark-look').allTextContents();
    return marks.reduce((sum, text) => sum + Number.parseInt(text, 10), 0);
  }

  /** Lines of the audit trail, as the foot of the window says. */
  async auditEntries(): Promise<number> {
    const text = await this.page.getByRole('button', { name: /audit entr/ }).textContent();
    return Number.parseInt(text ?? '', 10);
  }

  /** Draws a box on a demonstration field with the draw tool. */
  async drawBox(from: FieldPoint, to: FieldPoint) {
    await this.page.keyboard.press('d');
    await this.drag(from, to, DEMONSTRATION_FIELD);
  }

  /** Does what the signature asks for: a word on every cell in doubt, a mark on every field. */
  async reviewEverything(): Promise<void> {
    const { page } = this;
    const step = page.locator('.review-progress');
    const look = step.getByRole('button', { name: 'Show the next', exact: true });
    while (await look.isVisible()) {
      const before = await step.textContent();
      await look.click();
      await page.keyboard.press('Enter');
      await expect(step).not.toHaveText(before ?? '');
    }
    const field = step.getByRole('button', {
      name: /^(Mark this field reviewed|Show the next field)$/,
    });
    while (await field.isVisible()) await field.click();
    await expect(step).toContainText('Everything is reviewed');
  }

  /** Presses a button that writes a file and reads what a user would find in the downloads. */
  async downloaded(button: string): Promise<{ name: string; bytes: Buffer }> {
    const download = this.page.waitForEvent('download', { timeout: 60_000 });
    await this.page.getByRole('button', { name: button, exact: true }).click();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  }

  /** Exports through the menu and reads the file that a user would find in the downloads. */
  async exported(item: string): Promise<{ name: string; bytes: Buffer }> {
    await this.page.getByRole('button', { name: 'Export' }).click();
    const download = this.page.waitForEvent('download', { timeout: 60_000 });
    await this.page
      .getByRole('menuitem', { name: new RegExp(item.replace(/[()]/g, '\\$&')) })
      .click();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  }
}
