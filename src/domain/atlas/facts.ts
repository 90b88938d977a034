import type { ClassCode } from '../classes.ts';
import type { AtlasKey, SizeRange } from './types.ts';

/** What the pages say in numbers and names, the same in every language. */

/** Usual diameters on air-dried smears; a blast or a tumour cell may leave its range. */
export const SIZES: Readonly<Record<ClassCode, SizeRange>> = {
  NB: [10, 20],
  PMO: [14, 22],
  MYC: [12, 18],
  MMC: [10, 16],
  BND: [10, 15],
  SEG: [10, 15],
  EOS: [12, 18],
  PEB: [14, 24],
  BEB: [10, 18],
  PCE: [8, 15],
  OCE: [7, 11],
  LBL: [10, 18],
  LYM: [7, 16],
  MBL: [12, 20],
  MOB: [14, 25],
  MON: [12, 20],
  LYA: [10, 25],
  MKB: [12, 30],
  PMK: [20, 50],
  OTH: [8, 20],
};

/**
 * Pairs that readers take for each other, the likelier mistake first. Each language says for
 * either side what decides, so that no page can contradict its counterpart.
 */
export const PAIRS = [
  'LBL|LYM',
  'LBL|MBL',
  'PMO|MYC',
  'MYC|MMC',
  'MMC|BND',
  'BND|SEG',
  'PEB|BEB',
  'BEB|PCE',
  'PCE|OCE',
  'MOB|MON',
  'MKB|PMK',
  'NB|LBL',
  'NB|LYA',
  'LBL|LYA',
  'MBL|PMO',
  'MBL|MOB',
  'PEB|MBL',
  'PMO|MOB',
  'LBL|MKB',
  'SEG|EOS',
  'EOS|OTH',
  'PCE|LYM',
  'LYM|MON',
  'MMC|MON',
  'MYC|PCE',
  'BEB|OTH',
  'OCE|uncountable',
  'LYM|uncountable',
  'PMK|uncountable',
] as const;
export type Pair = (typeof PAIRS)[number];

/** What decides a pair: the sign of its first cell, then that of its second. */
export type PairSigns = Readonly<Record<Pair, readonly [string, string]>>;

/** Whom a page follows where the criterion is a convention and not plain morphology. */
export const SOURCES: Readonly<Partial<Record<AtlasKey, readonly string[]>>> = {
  NB: ['ICSH 2008'],
  PMK: ['ICSH 2008'],
  MOB: ['WHO'],
  LBL: ['FAB'],
  OTH: ['ICSH 2008', 'Zhou et al. 2021'],
  uncountable: ['ICSH 2008', 'Zhou et al. 2021'],
};
