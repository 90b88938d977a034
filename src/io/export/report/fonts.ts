import type { TFontDictionary } from 'pdfmake/interfaces';
import type { Language } from '../../../domain/language.ts';
import type { ReportSubject } from './input.ts';

/** The typefaces of a report. Roboto has no Chinese; Noto Sans has both, at sixteen megabytes. */

export const LATIN = 'Roboto';
export const CHINESE = 'NotoSansHans';

/** Files of the Chinese typeface, loaded only for a report that needs them. */
export const CHINESE_FILES = {
  normal: 'NotoSansHans-Regular.otf',
  bold: 'NotoSansHans-Bold.otf',
} as const;

export const FONTS: TFontDictionary = {
  [LATIN]: {
    normal: 'Roboto-Regular.ttf',
    bold: 'Roboto-Medium.ttf',
    italics: 'Roboto-Italic.ttf',
    bolditalics: 'Roboto-MediumItalic.ttf',
  },
  [CHINESE]: {
    ...CHINESE_FILES,
    italics: CHINESE_FILES.normal,
    bolditalics: CHINESE_FILES.bold,
  },
};

/** CJK ideographs, kana, and full-width forms. */
const EAST_ASIAN = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;

/** The typeface that can print these texts in this language. */
export const fontFor = (language: Language, texts: readonly string[]): string =>
  language === 'zh' || texts.some((text) => EAST_ASIAN.test(text)) ? CHINESE : LATIN;

/** The typeface that can print everything the report says, names of users and files included. */
export function fontOf({ language, document, reportHead, unread }: ReportSubject): string {
  const { name, description, fields, signature, earlier, id } = document;
  const named = [
    ...[name, id, reportHead.name, reportHead.address, signature?.by ?? ''],
    ...Object.values(description),
    ...earlier.flatMap(({ signature: { by }, amended }) => [by, amended.by, amended.reason]),
    ...unread.flatMap(({ file, problem }) => [file, problem]),
    ...fields.flatMap((field) => [
      field.name,
      field.problem?.text ?? '',
      ...field.cells.map(({ review }) => review?.by ?? ''),
    ]),
  ];
  return fontFor(language, named);
}
