import type { Finding, HintWords } from '../hintWords.ts';

const CELLS: Readonly<Record<Finding, readonly [cell: string, means: string]>> = {
  promyelocytes: ['早幼粒细胞', 'FAB M3（APL）？'],
  megakaryoblasts: ['原始巨核细胞', 'FAB M7？'],
  lymphoma: ['淋巴瘤细胞', '骨髓可能受累。'],
  neuroblastoma: ['神经母细胞瘤细胞', '骨髓可能受累。'],
};

export const hints: HintWords = {
  haematogones: '儿童骨髓中的正常前体 B 细胞形态可与原始淋巴细胞相同：以免疫分型为准。',
  finding(finding, count, percent) {
    const [cell, means] = CELLS[finding];
    return `${cell} ${count} 个（占有核细胞 ${percent}）：${means}仅为提示，并非诊断。`;
  },
};
