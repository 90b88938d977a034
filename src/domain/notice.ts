import type { Language } from './language.ts';

/** Sentences that stand fixed beside what they speak of. */
const NOTICES = {
  en: {
    researchUse: 'For Research Use Only. Not for use in diagnostic procedures.',
    synthetic:
      'Synthetic demonstration images: rendered by a program, not photographed from a patient.',
    interval: 'The 95 % interval covers sampling only; it does not include classification error.',
  },
  zh: {
    researchUse: '仅供研究使用，不得用于诊断。',
    synthetic: '模拟演示图像：由程序绘制，并非患者标本的照片。',
    interval: '95% 区间仅反映抽样误差，不包括分类误差。',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** Shown on screen always. */
export const researchUseNotice = (language: Language): string => NOTICES[language].researchUse;

/** Shown wherever a rendered field or a result from one appears. */
export const syntheticNotice = (language: Language): string => NOTICES[language].synthetic;

/** Fixed sentence beside every Wilson interval. */
export const intervalNotice = (language: Language): string => NOTICES[language].interval;

/** The same in English, as on every page of every export. */
export const RESEARCH_USE_NOTICE = NOTICES.en.researchUse;
export const SYNTHETIC_NOTICE = NOTICES.en.synthetic;
export const INTERVAL_NOTICE = NOTICES.en.interval;
