import { annotations } from './annotations.ts';
import { audit } from './audit.ts';
import { caseFiles } from './caseFiles.ts';
import { engine } from './engine.ts';
import { evaluation } from './evaluation.ts';
import { exports } from './exports.ts';
import { images } from './images.ts';
import { packFiles } from './packFiles.ts';
import { problems } from './problems.ts';

export const en = {
  ...audit,
  ...problems,
  ...caseFiles,
  ...images,
  ...engine,
  ...evaluation,
  ...packFiles,
  ...exports,
  ...annotations,
};
