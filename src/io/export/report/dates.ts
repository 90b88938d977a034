export { utcText as utc } from '../../../domain/wording.ts';
