import type { trail as english } from '../en/trail.ts';
import type { Part } from '../shape.ts';

export const trail: Part<typeof english> = {
  trail: {
    person: '人员',
    everyone: '全部人员',
    model: '模型',
    kind: '更改类型',
    all: '全部更改',
    search: '搜索',
    searchHint: '更改内容或理由中的文字',
    shown_other: '{{count}} 条记录',
    shownOf: '{{count}} / {{total}} 条记录',
    none: '没有符合筛选条件的记录。',
    export: '导出审计追踪（CSV）',
    list: '记录，最新在前',
    reason: '理由：{{reason}}',
    groups: {
      cell: '细胞',
      field: '视野',
      case: '病例与签发',
      conflict: '冲突',
      tally: '手工计数',
      reader: '其他阅片者',
      analysis: '分析',
      history: '撤销与重做',
    },
  },
};
