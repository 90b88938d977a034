import type { laboratory as english } from '../en/laboratory.ts';
import type { Part } from '../shape.ts';

export const laboratory: Part<typeof english> = {
  laboratory: {
    notKept:
      '本浏览器未能保存本实验室的规则和参考范围。它们在关闭页面之前有效：请将其导出，并允许本站点存储数据。',
    rules: {
      tab: '规则',
      intro:
        '用于判读计数结果的规则。自带规则不可更改；可复制后制定自己的规则。病例会保存其判读所用规则的副本。',
      shipped: '自带规则',
      own: '本实验室的规则',
      none: '尚无。',
      add: '新建规则',
      copy: '复制 {{name}}',
      edit: '编辑 {{name}}',
      remove: '删除 {{name}}',
      removeSure: '永久删除？',
      copyName: '{{name}}（副本）',
      exportAll: '导出',
      import: '导入',
      imported: '新增 {{added}} 条，替换 {{replaced}} 条，{{same}} 条未变。',
      criterion: '{{numerator}} {{criterion}}，分母：{{denominator}}',
      version: '第 {{version}} 版',
      denominators: { karyocytes: '有核细胞', icsh: 'ICSH 计数' },
      comparisons: { above: '大于（>）', 'at-least': '不少于（≥）' },
      form: {
        title: '规则',
        name: '名称',
        numerator: '计入的细胞',
        numeratorName: '这些细胞的统称',
        comparison: '比较方式',
        threshold: '阈值（整数 %）',
        denominator: '分母',
        source: '来源',
        note: '备注（可留空）',
        chinese: '中文用语（留空则使用上面的文字）',
        save: '保存规则',
      },
      wrong: {
        name: '请填写名称，最多 80 个字符。',
        numeratorName: '请填写这些细胞的统称，最多 60 个字符。',
        source: '请注明规则的来源，最多 200 个字符。',
        note: '最多 400 个字符。',
        thresholdPercent: '请填写 1 至 99 的整数。',
        numerator: '请至少选择一类细胞。',
        numeratorIcsh: 'ICSH 计数不包括 {{codes}}：请改选有核细胞，或选择其他类别。',
      },
    },
    choice: {
      shipped: '自带规则',
      own: '本实验室的规则',
      ofCase: '本病例所保存的版本',
      unknown: '{{id}}（此处未知）',
      why: '为何选用此规则？',
      whyHint: '简要说明，记入审计记录',
      use: '使用此规则',
      because: '选用理由：{{reason}}',
    },
  },
};
