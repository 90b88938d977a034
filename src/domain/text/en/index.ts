import { audit } from './audit.ts';
import { caseFiles } from './caseFiles.ts';
import { problems } from './problems.ts';

export const en = { ...audit, ...problems, ...caseFiles };
