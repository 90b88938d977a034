import type { viewer as english } from '../en/viewer.ts';
import type { Part } from '../shape.ts';

/** 视野：工具、显示调节、筛选。 */
export const viewer: Part<typeof english> = {
  fieldTools: {
    splitHint: '单击切分位置 · 按住 Shift 改变切分方向 · Esc 停止',
    splitSelect: '单击要拆分的检测框 · Esc 停止',
    brightness: '亮度',
    contrast: '对比度',
    gamma: '伽马',
    warmth: '冷色 – 暖色',
    balance: '按空白背景校正白平衡',
    reset: '还原',
    noGround: '本视野没有可供校正的空白背景。',
    viewOnly: '仅影响显示，分析仍使用原始图像。双击滑块可还原该项。',
    byReview: '按复核状态',
    review: {
      all: '全部',
      'needs-look': '待查看',
      unreviewed: '未复核',
      reviewed: '已复核',
    },
    minConfidence: '模型置信度不低于',
    percent: '{{value}}%',
    byClass: '按细胞类别',
    showAll: '全部显示',
    hidden_other: '已隐藏 {{count}} 个检测框',
    minimap: '缩略导航图',
    selected_other: '已选 {{count}} 个',
    reviewField: '标记视野已复核',
    fieldReviewed: '视野已复核',
    reviewFieldHint: '已通览整个视野，包括漏检的细胞',
    reviewedBy: '{{name}}，{{time}}。再次点击可取消。',
  },
};
