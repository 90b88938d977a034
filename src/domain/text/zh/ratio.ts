import type { RatioWords } from '../ratioWords.ts';

export const ratio: RatioWords = {
  convention:
    '粒系为原始粒细胞至分叶核粒细胞、嗜酸性粒细胞、原始／幼稚单核细胞及单核细胞；红系为各阶段有核红细胞。原始淋巴细胞两者均不计；嗜碱性粒细胞归入少见细胞，不计入。',
  blasts(count, reading, upper) {
    switch (reading) {
      case 'lymphoid':
        return `系列待定的原始细胞（${count}）计为淋巴系，两者均不计。`;
      case 'myeloid':
        return `系列待定的原始细胞（${count}）计为髓系，与原始粒细胞合并。`;
      case 'unresolved':
        return `系列待定的原始细胞（${count}）两者均不计${
          upper === null ? '' : `；若均为髓系，则粒红比为 ${upper.toFixed(2)} : 1`
        }。`;
    }
  },
};
