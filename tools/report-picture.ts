import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { LANGUAGES, type Language } from '../src/domain/language.ts';
import { DEFAULT_SETTINGS } from '../src/domain/newCase.ts';
import { createNodeEngine } from '../src/engine/node.ts';
import { reportPdf } from '../src/io/export/pdf.ts';
import { DEMO_CASES } from '../src/synth/demo.ts';
import { renderField } from '../src/synth/field.ts';
import { pdfPages } from '../tests/e2e/support/pdfPages.ts';
import { readChineseFont } from './lib/analysis/chineseFont.ts';
import { analyzeImages } from './lib/analysis/images.ts';
import { reportPictures } from './lib/analysis/reportPictures.ts';
import { packDirectory } from './lib/packDirectory.ts';

const USAGE = `Analyses a rendered demonstration case and writes the pages of its report as pictures.

  npm run report-picture -- [--out DIR] [--pages all] [--language en|zh]

--out       where the pictures go (default: docs/images)
--pages     all of them; else the first, which stands in the README
--language  of the report (default: en)`;

/** A date of its own, so that the same program makes the same picture. */
const AT = '2026-01-02T03:04:00.000Z';
/** Pixels for one pt. */
const SCALE = 1.6;
/** Shades of the picture: a page has few, and the file stays small. */
const COLOURS = 96;

async function renderedReport(language: Language): Promise<Uint8Array> {
  const demonstration = DEMO_CASES[1]!;
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  const engine = createNodeEngine();
  try {
    const images: string[] = [];
    let micrometresPerPixel = 0;
    for (const [index, { spec, seed }] of demonstration.fields.entries()) {
      const { data, width, height, ...field } = renderField(spec, seed);
      micrometresPerPixel = field.micrometresPerPixel;
      const path = join(folder, `field-${index + 1}.png`);
      await sharp(data, { raw: { width, height, channels: 4 } })
        .png()
        .toFile(path);
      images.push(path);
    }
    const { manifest } = await engine.open({
      packLocation: packDirectory('compact'),
      backend: 'auto',
    });
    const analysed = await analyzeImages(
      {
        images,
        settings: DEFAULT_SETTINGS,
        scale: micrometresPerPixel,
        synthetic: true,
        name: demonstration.name,
        description: {
          specimen: 'Bone-marrow aspirate',
          site: '',
          stain: 'Wright–Giemsa',
          collectedOn: AT.slice(0, 10),
        },
      },
      engine,
      ({ name }) => console.error(name),
      ({ file, problem }) => {
        throw new Error(`${file}: ${problem}`);
      },
    );
    const document = {
      ...analysed.document,
      id: demonstration.id,
      createdAt: AT,
      updatedAt: AT,
    };
    const pictures = await reportPictures({ ...analysed, document });
    return await reportPdf(document, { manifest, pictures, language }, readChineseFont);
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: 'docs/images' },
      pages: { type: 'string' },
      language: { type: 'string', default: 'en' },
      help: { type: 'boolean' },
    },
  });
  const language = LANGUAGES.find((known) => known === values.language);
  if (values.help || !language) {
    console.log(USAGE);
    if (!values.help) process.exitCode = 2;
    return;
  }
  const out = resolve(values.out);
  mkdirSync(out, { recursive: true });
  const pages = await pdfPages(await renderedReport(language), SCALE);
  const wanted = values.pages === 'all' ? pages : pages.slice(0, 1);
  for (const [index, page] of wanted.entries()) {
    const name = index === 0 && wanted.length === 1 ? 'report.png' : `report-${index + 1}.png`;
    const path = join(out, name);
    const png = await sharp(page.png())
      .png({ palette: true, colours: COLOURS, effort: 10 })
      .toBuffer();
    writeFileSync(path, png);
    console.log(`${path}: ${Math.round(png.length / 1024)} KiB`);
  }
}

await main();
