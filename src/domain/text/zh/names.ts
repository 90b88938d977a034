/** Names of the labels and lineages as Chinese laboratories report them. */

export const labels = {
  NB: '神经母细胞瘤细胞',
  PMO: '早幼粒细胞',
  MYC: '中性中幼粒细胞',
  MMC: '中性晚幼粒细胞',
  BND: '中性杆状核粒细胞',
  SEG: '中性分叶核粒细胞',
  EOS: '嗜酸性粒细胞',
  PEB: '原始红细胞',
  BEB: '早幼红细胞',
  PCE: '中幼红细胞',
  OCE: '晚幼红细胞',
  LBL: '原始淋巴细胞',
  LYM: '淋巴细胞',
  MBL: '原始粒细胞',
  MOB: '原始／幼稚单核细胞',
  MON: '单核细胞',
  LYA: '淋巴瘤细胞',
  MKB: '原始巨核细胞',
  PMK: '幼稚巨核细胞',
  OTH: '少见细胞（组）',
  BLAST: '原始细胞，系列待定',
  ERB: '有核红细胞，阶段待定',
} as const;

export const lineages = {
  granulocytic: '粒系',
  monocytic: '单核系',
  erythroid: '红系',
  lymphoid: '淋巴系',
  megakaryocytic: '巨核系',
  abnormal: '淋巴瘤、神经母细胞瘤',
  other: '其他及待定',
} as const;
