/** The rules' words, by their ids; the English ones stand with the rules themselves. */
export const rules: Readonly<
  Record<string, { readonly name: string; readonly source: string; readonly note: string }>
> = {
  'zhou-2021': {
    name: 'Zhou 2021 所用的 FAB 规则（> 20%）',
    source: 'Zhou 等，2021',
    note: '论文称其 20% 为 FAB 规则；FAB 1976 原文为 30%。',
  },
  'who-icc-20': {
    name: 'WHO / ICC（≥ 20%）',
    source: 'WHO 分类与国际共识分类（ICC）',
    note: '原文所指为原始细胞；此处问题为 ALL，故只计原始淋巴细胞。',
  },
  'paediatric-25': {
    name: '儿童方案（≥ 25%）',
    source: '儿童 ALL 治疗方案的惯例',
    note: '',
  },
  'fab-1976-30': {
    name: 'FAB 1976（≥ 30%）',
    source: 'Bennett 等，Br J Haematol 1976;33:451',
    note: 'FAB 的 30% 所指为原始细胞；此处问题为 ALL，故只计原始淋巴细胞。',
  },
};

/** What a numerator is called, by its English name. */
export const numerators: Readonly<Record<string, string>> = { Lymphoblasts: '原始淋巴细胞' };
