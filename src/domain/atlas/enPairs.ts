import type { PairSigns } from './facts.ts';

/** English: the sign that decides each pair, for either side. */
export const pairs: PairSigns = {
  'LBL|LYM': [
    'Even, fine chromatin with some openness; often a nucleolus; cytoplasm blue',
    'Blocky, closed chromatin, no nucleolus; a haematogone’s is smooth and almost without cytoplasm',
  ],
  'LBL|MBL': [
    'Scant cytoplasm without granules; nucleoli few or faint; chromatin a little coarser',
    'More cytoplasm; several clear nucleoli; fine lacy chromatin; granules or an Auer rod prove it',
  ],
  'PMO|MYC': [
    'Many primary granules, also over the nucleus; nucleolus often seen; large, eccentric nucleus',
    'Pink specific granules take over; chromatin in clumps; no nucleolus; cell smaller',
  ],
  'MYC|MMC': [
    'Nucleus round, oval or flat on one side',
    'Nucleus indented, by less than half of its width: a kidney',
  ],
  'MMC|BND': [
    'Indentation shallower than half of the nucleus’s width',
    'Indentation deeper than half; the sides run parallel, as a rod, C or U',
  ],
  'BND|SEG': [
    'No filament: wherever the nucleus narrows, chromatin shows between its two edges',
    'At least one thread-thin filament without visible chromatin joins two lobes',
  ],
  'PEB|BEB': [
    'Fine chromatin, nucleoli seen; the largest of the series',
    'Chromatin coarse, nucleoli gone; smaller; cytoplasm the deepest blue',
  ],
  'BEB|PCE': [
    'Cytoplasm evenly deep blue, no grey or pink in it',
    'Haemoglobin shows: cytoplasm grey to grey-lilac; chromatin in blocks',
  ],
  'PCE|OCE': [
    'Cytoplasm still grey; blocks with clear gaps in the nucleus',
    'Cytoplasm near the colour of the red cells; nucleus small and almost structureless',
  ],
  'MOB|MON': [
    'Chromatin fine and open, nucleolus often seen; cytoplasm bluer',
    'Chromatin in strands and loose clumps, no nucleolus; cytoplasm grey, often with vacuoles',
  ],
  'MKB|PMK': [
    'One nucleus, high N:C ratio, blue cytoplasm without granules',
    'Much larger; lobed nucleus; wide cytoplasm in which granules begin',
  ],
  'NB|LBL': [
    'Clumps of cells pressed flat against each other; edges lost; pale, torn cytoplasm',
    'Single cells, each with its own edge, even where they lie close',
  ],
  'NB|LYA': [
    'Cohesive clumps; scant pale cytoplasm without sharp vacuoles',
    'Single cells; more and bluer cytoplasm; sharp vacuoles in Burkitt’s',
  ],
  'LBL|LYA': [
    'Small to medium; scant cytoplasm; vacuoles few or none',
    'Medium to large; deep blue cytoplasm, many sharp vacuoles (Burkitt), or a bizarre nucleus',
  ],
  'MBL|PMO': [
    'No granules, or a few; central nucleus; high N:C ratio',
    'Many coarse granules; eccentric nucleus; pale zone beside it; more cytoplasm',
  ],
  'MBL|MOB': [
    'Round nucleus, several nucleoli, moderate cytoplasm',
    'Larger; wide grey-blue cytoplasm; one big nucleolus (monoblast) or a folded nucleus (promonocyte)',
  ],
  'PEB|MBL': [
    'Intensely blue cytoplasm with a pale zone at the round nucleus; chromatin granular',
    'Clear, lighter blue cytoplasm; chromatin finer and paler, nucleoli sharper',
  ],
  'PMO|MOB': [
    'Round or oval nucleus; coarse, dense granules; pale zone beside the nucleus',
    'Promonocyte: folded nucleus; granules fine and few; cytoplasm grey-blue',
  ],
  'LBL|MKB': [
    'Smooth edge; scant cytoplasm',
    'Blebs or buds at the edge, sometimes platelets clinging; cells in small groups',
  ],
  'SEG|EOS': [
    'Fine, lilac-pink granules that hardly stand out singly',
    'Coarse, round, even, orange-red granules that fill the cytoplasm',
  ],
  'EOS|OTH': [
    'Orange-red granules of one size that leave the nucleus free',
    'Basophil: blue-black granules of mixed size that hide the nucleus',
  ],
  'PCE|LYM': [
    'Round nucleus, blocks parted by clear gaps; a full ring of grey cytoplasm',
    'Smudged blocks without clear gaps; thin, clear, sky-blue cytoplasm',
  ],
  'LYM|MON': [
    'Nucleus round to oval, chromatin closed; cytoplasm clear pale blue, dented by red cells',
    'Nucleus folded or lobed, chromatin loose and stringy; cytoplasm dull grey, often vacuoles',
  ],
  'MMC|MON': [
    'Coarse clumps; pinkish cytoplasm with fine specific granules; smaller',
    'Loose, stringy chromatin; grey-blue cytoplasm with dust-like granules; larger',
  ],
  'MYC|PCE': [
    'Fine pink granules; nucleus eccentric; chromatin less blocked',
    'No granules; smooth grey cytoplasm; round nucleus in blocks',
  ],
  'BEB|OTH': [
    'Nucleus central, fills most of the cell; at most a thin pale zone',
    'Plasma cell: nucleus at one end of an oval cell, bright Golgi zone beside it',
  ],
  'OCE|uncountable': [
    'One round, dense nucleus in whole, pink cytoplasm',
    'Dying cell: several dense balls, or a cell that shrinks and comes apart',
  ],
  'LYM|uncountable': [
    'A rim of cytoplasm, if thin, can be followed somewhere along the edge',
    'Naked nucleus: no cytoplasm on any side; smudge: no sharp nuclear edge',
  ],
  'PMK|uncountable': [
    'Lobed nucleus within its own cytoplasm',
    'Naked megakaryocyte nucleus: large, dark, lobed, stripped of cytoplasm',
  ],
};
