import { atlas } from './atlas.ts';
import { cases } from './cases.ts';
import { cellReview } from './cellReview.ts';
import { comparison } from './comparison.ts';
import { computing } from './computing.ts';
import { core } from './core.ts';
import { counting } from './counting.ts';
import { figures } from './figures.ts';
import { gallery } from './gallery.ts';
import { keyboard } from './keyboard.ts';
import { laboratory } from './laboratory.ts';
import { location } from './location.ts';
import { packs } from './packs.ts';
import { readers } from './readers.ts';
import { reportHead } from './reportHead.ts';
import { settings } from './settings.ts';
import { signing } from './signing.ts';
import { tally } from './tally.ts';
import { tour } from './tour.ts';
import { trail } from './trail.ts';
import { validation } from './validation.ts';
import { viewer } from './viewer.ts';

/** English texts of the interface; one file a part. Another language has the same shape. */
export const en = {
  ...core,
  ...cases,
  ...atlas,
  ...figures,
  ...gallery,
  ...keyboard,
  ...laboratory,
  ...location,
  ...packs,
  ...reportHead,
  ...comparison,
  ...readers,
  ...settings,
  ...tour,
  ...cellReview,
  ...counting,
  ...signing,
  ...tally,
  ...trail,
  ...validation,
  ...viewer,
  ...computing,
};
