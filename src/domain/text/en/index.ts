import { audit } from './audit.ts';
import { problems } from './problems.ts';

export const en = { ...audit, ...problems };
