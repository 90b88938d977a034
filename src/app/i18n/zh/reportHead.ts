import type { reportHead as english } from '../en/reportHead.ts';
import type { Part } from '../shape.ts';

/** 实验室设置。 */
export const reportHead: Part<typeof english> = {
  reportHead: {
    tab: '实验室',
    text: '列于每份报告的抬头，仅保存在本浏览器中。',
    name: '实验室名称',
    address: '地址、电话',
    logo: '标志（PNG、JPEG、WebP 或 SVG）',
    logoChoose: '选择图片',
    logoShown: '实验室标志',
    logoRemove: '移除标志',
  },
};
