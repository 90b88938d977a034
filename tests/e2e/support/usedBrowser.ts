import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, test as base, chromium } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../../../tools/lib/chromium.ts';
import { Workstation } from '../pages/workstation.ts';

/** The demonstration case that a first start opens. */
export const CLEAR_ALL = 'demonstration-clear-all';

/**
 * A browser in which the workstation has been used before: the demonstration cases are drawn. Drawing
 * them takes longer than most journeys; the first start has a journey of its own
 * (../demonstration.spec.ts). Every test has a copy of the profile to itself.
 */
export const test = base.extend<object, { profile: string }>({
  profile: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from it.
    async ({}, use, { project }) => {
      const directory = await mkdtemp(join(tmpdir(), 'marrow-used-'));
      const context = await launch(directory, project.use.baseURL);
      const station = new Workstation(context.pages()[0] ?? (await context.newPage()));
      await station.open();
      await station.demonstrationsDrawn();
      await context.close();
      await use(directory);
      await rm(directory, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  context: async ({ profile, baseURL }, use) => {
    const directory = await mkdtemp(join(tmpdir(), 'marrow-browser-'));
    await cp(profile, directory, { recursive: true });
    const context = await launch(directory, baseURL);
    await use(context);
    await context.close();
    await rm(directory, { recursive: true, force: true });
  },
  page: async ({ context }, use) => {
    await use(context.pages()[0] ?? (await context.newPage()));
  },
});

const launch = (directory: string, baseURL: string | undefined): Promise<BrowserContext> =>
  chromium.launchPersistentContext(directory, {
    executablePath: findChromium(),
    args: CHROMIUM_ARGS,
    viewport: { width: 1366, height: 768 },
    ...(baseURL !== undefined && { baseURL }),
  });
