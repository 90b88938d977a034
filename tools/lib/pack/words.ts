import type { Store } from './store.ts';

/** What the user reads of a pack of own weights, in English and, by it, in Chinese. */

const NOT_VALIDATED = [
  [
    'These are weights of your own. Nothing in this workstation has measured how well they find cells, tell countable ones or name them: measure it on your own labelled pictures (npm run evaluate) before you rely on any of it.',
    '这是您自己的权重。本工作站没有测量过它们在检出细胞、区分可计数细胞或命名细胞方面的表现：在依赖其任何结果之前，请用您自己的标注图像进行测量（npm run evaluate）。',
  ],
  [
    'What pictures and patients the weights were trained on is known to whoever trained them, and stands nowhere in this pack unless they wrote it.',
    '这些权重所用的训练图像和患者，只有训练者知道；除非训练者写明，本模型包中没有任何记载。',
  ],
  [
    'The probabilities were not calibrated, and the thresholds are general ones, not fitted to these networks, unless a settings file gave others.',
    '概率未经校准；除非设置文件另有规定，阈值均为通用值，并非针对这些网络拟合。',
  ],
  [
    'No patient-level result (ALL or not) was validated on any real patient.',
    '没有在任何真实患者上验证过患者层面的结果（是否为 ALL）。',
  ],
] as const;

const STORED: Readonly<Record<Store, readonly [string, string] | null>> = {
  float32: null,
  float16: [
    'Weights were rounded to float16 when the pack was made; the command that made it told how far the outputs moved on rendered pictures only.',
    '制作模型包时权重被舍入为 float16；制作命令只在渲染图像上报告了输出的变化。',
  ],
  int8: [
    'Weights were rounded to int8 per output channel when the pack was made; the command that made it told how far the outputs moved on rendered pictures only.',
    '制作模型包时权重按输出通道被舍入为 int8；制作命令只在渲染图像上报告了输出的变化。',
  ],
};

/** Texts of the manifest, with their translations by the English. */
export function packWords(name: string, store: Store, title: string | undefined) {
  const own = [`${name}: weights of the user's own`, `${name}：用户自有权重`] as const;
  const stored = STORED[store];
  const notValidated = stored ? [...NOT_VALIDATED, stored] : [...NOT_VALIDATED];
  return {
    title: title ?? own[0],
    notValidated: notValidated.map(([english]) => english),
    translations: {
      zh: Object.fromEntries(title === undefined ? [own, ...notValidated] : notValidated),
    },
  };
}
