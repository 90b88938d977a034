import type { Texts } from '../shape.ts';

/** 分析所用的计算资源，以及其出错时如何继续。 */
export const computing: Pick<Texts, 'computing'> = {
  computing: {
    fellBack: '{{reason}}分析将以此继续；已完成的视野不会丢失。',
  },
};
