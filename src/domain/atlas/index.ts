import { isClassCode, isGroupCode, type Lineage, unresolvedGroup } from '../classes.ts';
import type { Language } from '../language.ts';
import * as en from './en.ts';
import { pairs as enPairs } from './enPairs.ts';
import { PAIRS, type PairSigns, SIZES, SOURCES } from './facts.ts';
import { pageName } from './names.ts';
import type { AtlasEntry, AtlasKey, LookAlike } from './types.ts';
import * as zh from './zh.ts';
import { pairs as zhPairs } from './zhPairs.ts';

/** The reference atlas: how each cell is told on a Wright–Giemsa marrow smear at ×1000. */

export type { AtlasEntry, AtlasKey, ClassEntry, LookAlike, OpenEntry } from './types.ts';

const PAGES = { en, zh } as const;
const PAIR_SIGNS: Readonly<Record<Language, PairSigns>> = { en: enPairs, zh: zhPairs };

/** The pages by lineage, each lineage from its youngest cell on. */
export const ATLAS_ORDER: readonly { readonly lineage: Lineage; readonly keys: AtlasKey[] }[] = [
  { lineage: 'lymphoid', keys: ['LBL', 'LYM'] },
  { lineage: 'granulocytic', keys: ['MBL', 'PMO', 'MYC', 'MMC', 'BND', 'SEG', 'EOS'] },
  { lineage: 'monocytic', keys: ['MOB', 'MON'] },
  { lineage: 'erythroid', keys: ['PEB', 'BEB', 'PCE', 'OCE', 'ERB'] },
  { lineage: 'megakaryocytic', keys: ['MKB', 'PMK'] },
  { lineage: 'abnormal', keys: ['LYA', 'NB'] },
  { lineage: 'other', keys: ['OTH', 'BLAST', 'uncountable'] },
];

/** Every page's key, in the order above. */
export const ATLAS_KEYS: readonly AtlasKey[] = ATLAS_ORDER.flatMap(({ keys }) => keys);

/** The cells that this one is taken for, the likelier mistake first. */
function lookAlikes(key: AtlasKey, signs: PairSigns): LookAlike[] {
  return PAIRS.flatMap((pair): LookAlike[] => {
    const [first, second] = pair.split('|') as [AtlasKey, AtlasKey];
    const [ofFirst, ofSecond] = signs[pair];
    if (first === key) return [{ key: second, here: ofFirst, there: ofSecond }];
    return second === key ? [{ key: first, here: ofSecond, there: ofFirst }] : [];
  });
}

/** The atlas's page on a label, or on the cells that are not counted, in a language. */
export function atlasEntry(key: AtlasKey, language: Language): AtlasEntry {
  const page = {
    name: pageName(key, language),
    lookAlikes: lookAlikes(key, PAIR_SIGNS[language]),
    sources: SOURCES[key] ?? [],
  };
  const { classes, open } = PAGES[language];
  if (isClassCode(key)) return { ...page, kind: 'class', key, size: SIZES[key], ...classes[key] };
  const members = isGroupCode(key) ? unresolvedGroup(key).members : [];
  return { ...page, kind: 'open', key, members, ...open[key] };
}
