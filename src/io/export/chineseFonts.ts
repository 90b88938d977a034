import boldUrl from '@embedpdf/fonts-sc/fonts/NotoSansHans-Bold.otf?url';
import regularUrl from '@embedpdf/fonts-sc/fonts/NotoSansHans-Regular.otf?url';
import type { FontLoader } from './pdf.ts';
import { CHINESE_FILES } from './report/fonts.ts';

const ADDRESSES: Readonly<Record<string, string>> = {
  [CHINESE_FILES.normal]: regularUrl,
  [CHINESE_FILES.bold]: boldUrl,
};

/** Fetches the Chinese typeface from the workstation's own origin. @throws Error where it is missing */
export const fetchChineseFont: FontLoader = async (file) => {
  const response = await fetch(ADDRESSES[file] as string);
  if (!response.ok)
    throw new Error(`The typeface ${file} could not be loaded (status ${response.status}).`);
  return new Uint8Array(await response.arrayBuffer());
};
