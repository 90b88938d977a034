import sharp, { type Sharp } from 'sharp';
import { gatherPictures } from '../../../src/io/export/report/gather.ts';
import type { ReportPictures } from '../../../src/io/export/report/input.ts';
import type { AnalysedImages } from './images.ts';

const QUALITY = 86;

/** The pictures of a report, as the window draws them. */
export const reportPictures = ({ document, openPage }: AnalysedImages): Promise<ReportPictures> =>
  gatherPictures(document, async (field) => {
    const { data, width, height, channels } = await openPage(field);
    const picture = () => sharp(data, { raw: { width, height, channels } }).removeAlpha();
    return {
      whole: (to) => jpegOf(picture().resize(to)),
      square: ({ x, y, side }, to) =>
        jpegOf(picture().extract({ left: x, top: y, width: side, height: side }).resize(to, to)),
      close: () => undefined,
    };
  });

async function jpegOf(picture: Sharp): Promise<string> {
  const bytes = await picture.jpeg({ quality: QUALITY }).toBuffer();
  return `data:image/jpeg;base64,${bytes.toString('base64')}`;
}
