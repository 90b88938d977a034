import type { counting as english } from '../en/counting.ts';
import type { Part } from '../shape.ts';

export const counting: Part<typeof english> = {
  counting: {
    target: '目标计数',
    progress: '已计 {{counted}} / {{target}} 个有核细胞',
    reached: '已达目标',
    byHand: '手工计数',
    byHandColumn: '手工',
    added: '其中 {{count}} 个为目镜下手工计数',
    notAdded: '目镜下手工计数 {{count}} 个，未计入此处',
    advice: {
      settled: '区间已越过阈值：继续计数基本不会改变判读。该区间仅反映抽样误差，不包括归类错误。',
      'settled-early':
        '已计 {{counted}} / {{target}} 个，区间已越过阈值。判读基本不会再变，但其他类别的比例仍需计满目标数。',
      lineage: '增加细胞数无法确定：取决于待定细胞的系列或阶段。',
    },
  },
};
