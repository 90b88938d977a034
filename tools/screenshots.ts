import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, expect } from '@playwright/test';
import { build, preview } from 'vite';
import { APPEARANCES, appear, atRest, SCENES, SCREEN_SIZES } from '../tests/e2e/pages/scenes.ts';
import { Workstation } from '../tests/e2e/pages/workstation.ts';
import { CHROMIUM_ARGS, findChromium } from './lib/chromium.ts';

const USAGE = `Writes a picture of every screen at every size, in both themes and both languages.

  npm run screenshots -- [--out DIR] [--only NAME,…]

--out   where the pictures go (default: screenshots)
--only  screens by name: ${SCENES.map(({ name }) => name).join(', ')}`;

const PORT = 4196;

/** Pictures that are still being cut or rendered. */
const UNDRAWN = '.atlas-wait, .gallery-tile canvas[data-drawn="false"]';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: 'screenshots' },
      only: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const wanted = values.only?.split(',');
  const scenes = SCENES.filter(({ name }) => !wanted || wanted.includes(name));
  const out = resolve(values.out);
  mkdirSync(out, { recursive: true });
  await build({ logLevel: 'warn' });
  const server = await preview({ preview: { port: PORT, strictPort: true } });
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage({
      baseURL: `http://localhost:${PORT}/`,
      viewport: SCREEN_SIZES[0],
    });
    const station = new Workstation(page);
    await station.open();
    await station.demonstrationsDrawn();
    await station.analyseToTheEnd();
    for (const appearance of APPEARANCES) {
      for (const size of SCREEN_SIZES) {
        await page.setViewportSize(size);
        await appear(page, appearance);
        for (const scene of scenes) {
          await scene.show(page);
          // Pictures of cells and of the atlas come a moment after their frames.
          await expect(page.locator(UNDRAWN)).toHaveCount(0);
          const { language, theme } = appearance;
          const path = `${out}/${scene.name}-${size.width}-${theme}-${language}.png`;
          await page.screenshot({ path });
          console.log(path);
          await atRest(page);
        }
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

await main();
