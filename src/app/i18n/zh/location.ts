import type { location as english } from '../en/location.ts';
import type { Part } from '../shape.ts';

/** Texts of the cell-location test. */
export const location: Part<typeof english> = {
  location: {
    title: '细胞定位测试',
    intro: '在隐藏标注框的视野上标出每个应计数的细胞。找到的比例会长期保存，但不计入任何计数。',
    field: '视野',
    start: '开始',
    noTruth: '本病例没有已知细胞的视野。请导入标准答案，或将视野标记为已审核。',
    truth: {
      imported: '以导入的标准答案为准。',
      rendered: '以绘制时的细胞为准。',
      reviewed: '以已审核视野的标注框为准。',
    },
    canvas: '不显示标注框的视野。点击标出细胞，点击标记可取消。',
    hint: '点击标出细胞，再次点击标记则取消。拖动平移，滚轮缩放。按键：Ctrl + 方向键平移，Enter 标记中央，Esc 撤回最后一个标记。',
    marks_other: '{{count}} 个标记',
    done: '完成',
    giveUp: '停止，不保存结果',
    again: '下一视野',
    found: '找到',
    missed: '漏掉',
    extra: '误标',
    neutral: '标在不可计数细胞上',
    share: '找到的比例',
    legend: {
      found: '已找到',
      missed: '漏掉',
      extra: '误标，该处没有细胞',
      uncountable: '不可计数，不计对错',
    },
    missedMark: '漏掉',
    notKept: '结果未能保存：浏览器存储已关闭或已满。请导出结果，或腾出空间。',
    notToday: '您今天尚未做细胞定位测试。',
    today_other: '今天已做 {{count}} 次。',
    remind: '细胞定位测试：今天尚未做',
    history: '以往测试',
    noHistory: '此浏览器中尚未做过测试。',
    person: '人员',
    everyone: '所有人',
    chart: '各次测试找到的比例及 95% 区间；横线为所示全部测试的比例。',
    chartOf: '{{time}}，{{by}}，{{field}}：{{cells}} 个中找到 {{found}} 个，{{share}}',
    pooled_other:
      '{{count}} 次测试：{{cells}} 个细胞中找到 {{found}} 个，{{share}}（{{interval}}）',
    export: '导出 CSV',
    method:
      '标记位于细胞的标注框内即为找到；每个框只对应一个标记，在不遗漏可找到的框的前提下取离其中心最近者。已做过的视野较容易，其细胞会重复计入。95% 区间：Wilson。',
  },
};
