import type { OpenWords } from '../openWords.ts';

export const open: OpenWords = {
  notice: (groups) =>
    `≥ 表示至少。${groups.map(({ count, name }) => `${count} 个细胞仅计为“${name}”`).join('，')}：其中部分可能属于标有此号的行，其区间下限按均不属于、上限按均属于计算。`,
};
