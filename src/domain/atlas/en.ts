import type { ClassCode } from '../classes.ts';
import type { AtlasKey, ClassCriteria, OpenCriteria } from './types.ts';

/** English criteria of the 20 classes. */
export const classes: Readonly<Record<ClassCode, ClassCriteria>> = {
  NB: {
    essence:
      'A metastatic tumour cell: small, round and blue, lying in clumps that mould each other.',
    sizeNote: 'Often one and a half to two small lymphocytes across.',
    nucleus: 'Round to oval; flattened where cells press on each other',
    chromatin: 'Evenly spread, fine to granular, dark',
    nucleoli: 'None, or small and inconspicuous',
    cytoplasm: 'Scant, pale grey-blue, with edges that run into each other; often torn off',
    granules: 'None',
    ratio: 'Very high',
    pitfalls: [
      'Look along the edges and the tail of the smear at low power: clumps gather there, and a few of them in a whole smear are enough.',
      'Rosettes around pink, finely fibrillar material point to neuroblastoma, but are often missing.',
      'A single cell cannot be told from a lymphoblast. Ewing sarcoma and rhabdomyosarcoma look alike too: immunophenotype and biopsy decide.',
      'ICSH leaves metastatic tumour cells out of the nucleated differential: report them by themselves.',
    ],
  },
  PMO: {
    essence: 'The largest of the granulocytic series, full of red-violet primary granules.',
    nucleus: 'Round to oval, eccentric, sometimes slightly dented',
    chromatin: 'Fine, beginning to coarsen',
    nucleoli: 'One or two, often half hidden by granules',
    cytoplasm: 'Plentiful, blue, with a paler Golgi zone beside the nucleus',
    granules: 'Many, red-violet, uneven; also over the nucleus',
    ratio: 'Moderate to high',
    pitfalls: [
      'Coarse granules in excess, bundles of Auer rods and folded or bilobed nuclei suggest acute promyelocytic leukaemia: report at once.',
      'In a regenerating marrow, or under G-CSF, many promyelocytes with heavy granules are normal; they keep a clear Golgi zone.',
    ],
  },
  MYC: {
    essence: 'The first cell with pink specific granules; the nucleus is not yet indented.',
    nucleus: 'Round to oval or flat on one side, eccentric',
    chromatin: 'Coarse, in clumps',
    nucleoli: 'None',
    cytoplasm: 'Plentiful; blue fading to pink, the pink beginning beside the nucleus',
    granules: 'Fine lilac-pink specific granules; some primary granules remain',
    ratio: 'About equal',
    pitfalls: [
      'The last stage that divides: two close nuclei in one body may be a mitosis ending.',
    ],
  },
  MMC: {
    essence: 'A kidney-shaped nucleus, indented by less than half, in pink cytoplasm.',
    nucleus: 'Indented, by less than half of the width of the nucleus: a kidney or bean',
    chromatin: 'Coarse clumps',
    nucleoli: 'None',
    cytoplasm: 'Plentiful, pale pink, hardly any blue left',
    granules: 'Fine lilac-pink specific granules',
    ratio: 'Low to about equal',
    pitfalls: [
      'Stages run into each other: judge the depth of the dent, not the size of the cell, and allow for a nucleus seen from its side.',
    ],
  },
  BND: {
    essence: 'A rod, C or U of nearly even width, without a filament.',
    nucleus: 'A curved rod: indented by more than half, narrowed perhaps, but never to a thread',
    chromatin: 'Coarse, dense clumps',
    nucleoli: 'None',
    cytoplasm: 'Plentiful, pale pink',
    granules: 'Fine lilac-pink specific granules',
    ratio: 'Low',
    pitfalls: [
      'A nucleus folded over itself can hide a filament: settle on one rule for such cells and keep to it for the whole count.',
      'Readers differ most here: bands and segmented forms together are more dependable than either.',
    ],
  },
  SEG: {
    essence: 'Lobes joined by threads in pink cytoplasm.',
    nucleus: 'Two to five lobes, joined by filaments without visible chromatin',
    chromatin: 'Dense, coarse clumps',
    nucleoli: 'None',
    cytoplasm: 'Plentiful, pale pink',
    granules: 'Fine lilac-pink specific granules, evenly spread',
    ratio: 'Low',
    pitfalls: [
      'Two round, smooth lobes in most cells suggest Pelger–Huët; more than five lobes, a lack of vitamin B12 or folate.',
      'Blood in the aspirate raises the segmented forms: look for particles before believing the share.',
    ],
  },
  EOS: {
    essence: 'Coarse, even, orange-red granules fill the cytoplasm, whatever the stage.',
    sizeNote: 'Eosinophilic myelocytes are at the upper end.',
    nucleus: 'By stage: round to kidney-shaped, a band, or (ripe) most often two lobes',
    chromatin: 'Coarse clumps; dense in ripe cells',
    nucleoli: 'None',
    cytoplasm: 'Plentiful, mostly hidden by the granules',
    granules: 'Coarse, round, of one size, orange-red, shining; the nucleus stays free',
    ratio: 'Low to about equal',
    pitfalls: [
      'Early eosinophils carry some violet-blue granules beside the orange ones: still eosinophils.',
      'Many with large violet-black granules, beside blasts, suggest inv(16): mention them.',
      'A stain that is too acid reddens neutrophils; compare with cells that are certain.',
    ],
  },
  PEB: {
    essence: 'The largest erythroid cell: round nucleus with nucleoli in intensely blue cytoplasm.',
    nucleus: 'Round, central',
    chromatin: 'Fine, granular, denser than a myeloblast’s',
    nucleoli: 'One to three, bluish, often indistinct',
    cytoplasm:
      'Scant to moderate, deep royal blue; pale zone beside the nucleus; edge sometimes eared',
    granules: 'None',
    ratio: 'High',
    pitfalls: [
      'Giant pro-erythroblasts with large nucleoli while later stages are missing: think of parvovirus B19.',
    ],
  },
  BEB: {
    essence: 'Deepest blue cytoplasm, coarse chromatin, no nucleolus.',
    nucleus: 'Round, central',
    chromatin: 'Coarse, beginning to form blocks, sometimes like spokes',
    nucleoli: 'None seen',
    cytoplasm: 'A moderate ring, evenly deep blue',
    granules: 'None',
    ratio: 'High',
    pitfalls: [
      'The border to the polychromatic stage is where readers differ: the first grey or pink in the cytoplasm decides.',
    ],
  },
  PCE: {
    essence: 'Grey cytoplasm around a round nucleus in blocks.',
    nucleus: 'Round, central or nearly',
    chromatin: 'Dark blocks with clear gaps: a chessboard or wheel',
    nucleoli: 'None',
    cytoplasm: 'Plentiful, grey to grey-lilac, evenly coloured',
    granules: 'None',
    ratio: 'Moderate',
    pitfalls: [
      'Nuclei that bud, split or are linked by bridges are signs of dysplasia, but a few are seen in a regenerating marrow too.',
    ],
  },
  OCE: {
    essence: 'A small, dense, structureless nucleus in cytoplasm nearly as pink as red cells.',
    nucleus: 'Round, small, often eccentric or on its way out',
    chromatin: 'Dense, dark, almost without structure',
    nucleoli: 'None',
    cytoplasm: 'Plentiful, pink with at most a breath of grey',
    granules: 'None (Howell–Jolly bodies or iron specks may be seen)',
    ratio: 'Low',
    pitfalls: ['A naked erythroid nucleus that has left its cell is not counted.'],
  },
  LBL: {
    essence:
      'A blast with scant blue cytoplasm without granules, even chromatin and few, faint nucleoli.',
    sizeNote: 'L1 cells are small and alike, L2 cells larger and varied.',
    nucleus: 'Round, or cleft, indented or folded',
    chromatin: 'Fine to slightly condensed, even',
    nucleoli: 'None or one, faint (L1); one or more, clearer (L2)',
    cytoplasm: 'Scant, blue; a few vacuoles at times; one blunt tail in hand-mirror cells',
    granules: 'None (rarely a few azurophilic ones)',
    ratio: 'High to very high',
    pitfalls: [
      'Haematogones, normal B-cell precursors, can be many in young children, after chemotherapy or infection, and in a recovering marrow: smaller, smooth and closed chromatin, no nucleolus, almost no cytoplasm, and mixed with all ripening stages.',
      'No sign on the smear proves a lymphoblast: immunophenotyping decides, also when the count meets the rule.',
      'Crushed or thickly spread blasts look like lymphocytes: judge where the cells lie flat.',
    ],
  },
  LYM: {
    essence: 'Closed, blocky chromatin in a clear, pale blue rim.',
    sizeNote: 'Small lymphocytes up to about 10 µm, large ones above about 12 µm.',
    nucleus: 'Round to oval, at times with a notch',
    chromatin: 'Dense, in smudged blocks',
    nucleoli: 'None seen',
    cytoplasm: 'Small: a thin rim. Large: plentiful, clear, pale blue',
    granules: 'None, or a few red-violet ones (large granular lymphocytes)',
    ratio: 'Very high (small) to moderate (large)',
    pitfalls: [
      'Lymphocytes are many in the marrow of infants and young children; a large share is not leukaemia by itself.',
      'Haematogones stand here, not among the lymphoblasts, unless the phenotype says otherwise.',
    ],
  },
  MBL: {
    essence:
      'A blast with fine lacy chromatin, several clear nucleoli and moderate blue cytoplasm.',
    nucleus: 'Round to oval',
    chromatin: 'Fine, lacy, pale and even',
    nucleoli: 'Two to five, clear',
    cytoplasm: 'Moderate, blue, clear',
    granules: 'None or a few fine ones; an Auer rod proves the myeloid line',
    ratio: 'High',
    pitfalls: [
      'Without granules or an Auer rod, a myeloblast cannot be told for certain from an L2 lymphoblast: leave the lineage open until cytochemistry or phenotype speaks.',
    ],
  },
  MOB: {
    essence:
      'A large cell with fine chromatin: one big nucleolus (monoblast) or a folded nucleus (promonocyte).',
    nucleus: 'Monoblast: round to oval. Promonocyte: folded, creased or lobed',
    chromatin: 'Fine, lacy, pale',
    nucleoli: 'One, sometimes two, large (monoblast); smaller or hidden (promonocyte)',
    cytoplasm: 'Plentiful, blue to grey-blue; lobed edge; some vacuoles',
    granules: 'None (monoblast) or fine, red-violet, dust-like (promonocyte)',
    ratio: 'Moderate to high',
    pitfalls: [
      'In acute leukaemia promonocytes count with the blasts (blast equivalents), monocytes do not; the chromatin decides between them, not the fold.',
    ],
  },
  MON: {
    essence: 'A folded nucleus with loose, stringy chromatin in dull grey cytoplasm.',
    nucleus: 'Kidney-shaped, folded or lobed, of any form',
    chromatin: 'Loose strands and small clumps, less dense than any granulocyte’s of that shape',
    nucleoli: 'None',
    cytoplasm: 'Plentiful, grey-blue like frosted glass, often with vacuoles',
    granules: 'Fine, dust-like, red-violet; or too fine to be seen',
    ratio: 'Low to moderate',
    pitfalls: [
      'Readers agree poorly on monocytes: set them beside certain metamyelocytes and large lymphocytes of the same smear.',
      'In young children with many monocytes and few blasts, juvenile myelomonocytic leukaemia is one of the causes: read the blood smear too.',
    ],
  },
  LYA: {
    essence:
      'A malignant lymphoid cell that has spread to the marrow: Burkitt’s with vacuoles, or large and bizarre.',
    sizeNote: 'Depends on the lymphoma.',
    nucleus: 'Burkitt: round, even. Others: large, cleft, folded or with many lobes',
    chromatin: 'Burkitt: even, finely clumped. Others: coarse, uneven',
    nucleoli: 'One to several, often clear',
    cytoplasm:
      'Burkitt: moderate, deep blue, with many sharp vacuoles. Others: moderate to plentiful, blue',
    granules: 'None as a rule',
    ratio: 'Moderate to high',
    pitfalls: [
      'Lymphoblastic lymphoma cells look exactly like lymphoblasts; which name is used depends on the disease, not on the smear.',
      'Activated lymphocytes of a viral infection are large and blue too: mixed in size and form, with closed chromatin, and clinging to red cells.',
    ],
  },
  MKB: {
    essence: 'A blast with blue, agranular cytoplasm that buds or blebs at its edge.',
    sizeNote: 'In leukaemia often 12–18 µm; later cells of the series are larger.',
    nucleus: 'Round, oval or slightly irregular; at times two',
    chromatin: 'Fine, or denser in small cells',
    nucleoli: 'One to three, often indistinct',
    cytoplasm: 'Scant to moderate, blue; blebs, buds or shed platelets at the edge',
    granules: 'None',
    ratio: 'High',
    pitfalls: [
      'Form alone rarely proves it: CD41 or CD61 is needed. Blebs are also seen on other blasts.',
      'In a child with Down syndrome think of transient abnormal myelopoiesis (first months of life) and of myeloid leukaemia of Down syndrome.',
      'A dry tap hides them: fibrosis is frequent.',
    ],
  },
  PMK: {
    essence: 'A very large cell: lobed nucleus, wide blue cytoplasm in which granules begin.',
    nucleus: 'Large, dented or lobed, the lobes joined',
    chromatin: 'Coarse, clumped',
    nucleoli: 'None or indistinct',
    cytoplasm: 'Plentiful, blue, with pink-violet areas; edge uneven',
    granules: 'Fine, red-violet, beginning near the nucleus',
    ratio: 'Moderate',
    pitfalls: [
      'ICSH leaves megakaryocytes out of the nucleated differential: look for them at low power and report them by themselves.',
      'Small forms with one or two round nuclei (micromegakaryocytes) are a sign of dysplasia, not promegakaryocytes.',
    ],
  },
  OTH: {
    essence:
      'Countable cells that are rare in children’s marrow: basophils, plasma cells and others.',
    sizeNote: 'Basophil about 10–15 µm, plasma cell about 8–20 µm.',
    nucleus:
      'Basophil: lobed, blurred under its granules. Plasma cell: round, at one end of the cell',
    chromatin: 'Basophil: smudged. Plasma cell: coarse blocks, at times like a wheel',
    nucleoli: 'None',
    cytoplasm: 'Basophil: pale pink. Plasma cell: deep blue, bright Golgi zone, some vacuoles',
    granules: 'Basophil: blue-black, coarse, uneven, over the nucleus. Plasma cell: none',
    ratio: 'Low',
    pitfalls: [
      'A group, not a cell type: say in the comment which cell it is.',
      'Basophil granules dissolve in water and leave pale holes.',
      'Mast cells: Zhou et al. leave them out, ICSH counts them. A round nucleus packed round by granules is a mast cell’s, not a basophil’s.',
    ],
  },
};

/** English pages on what stays open. */
export const open: Readonly<Record<Exclude<AtlasKey, ClassCode>, OpenCriteria>> = {
  BLAST: {
    essence: 'A blast, as far as the smear tells; its lineage is open.',
    open: 'Whether it is a lymphoblast, a myeloblast, a monoblast or promonocyte, or a megakaryoblast. The model’s training data could not tell these apart.',
    settle:
      'Granules or an Auer rod: myeloid. A folded nucleus in wide grey-blue cytoplasm: monocytic. Otherwise cytochemistry (myeloperoxidase, non-specific esterase) and immunophenotyping.',
    signs: [
      'Fine or even chromatin, most often a nucleolus',
      'High N:C ratio',
      'Blue cytoplasm with few granules or none',
    ],
  },
  ERB: {
    essence: 'An erythroblast whose stage is open.',
    open: 'Whether it is a pro-erythroblast or basophilic, polychromatic or orthochromatic. The model’s training data could not tell these apart.',
    settle:
      'Nucleoli: pro-erythroblast. Evenly deep blue without a nucleolus: basophilic. Grey: polychromatic. Pink with a dense, structureless nucleus: orthochromatic.',
    signs: [
      'Round nucleus with a sharp edge, central in the younger stages',
      'Chromatin that coarsens into blocks',
      'Cytoplasm from deep blue through grey to pink, without granules',
    ],
  },
  uncountable: {
    essence: 'Remains that are not counted: nobody could say for certain what they were.',
    open: 'The class. A guess would shift the shares, since fragile cells, blasts among them, are crushed more often than ripe ones.',
    settle:
      'Nothing on this cell: look for intact ones nearby, or in another field. If most cells are smudged, ask for another smear.',
    signs: [
      'Crushed or smudged: the nucleus has no edge, or is drawn out into threads',
      'Naked nucleus: no cytoplasm on any side',
      'Dying cell: dense balls, shrunken or falling apart',
      'Doublet, or a cell cut by the edge of the picture, of which too little is seen to name it',
    ],
  },
};
