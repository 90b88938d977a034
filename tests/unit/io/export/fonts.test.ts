import { readFileSync } from 'node:fs';
import { create } from 'fontkit';
import { describe, expect, it } from 'vitest';
import coverage from '../../../../src/io/export/report/coverage.json' with { type: 'json' };
import { fitted, sentenceFitted, widthAtMost } from '../../../../src/io/export/report/fit.ts';
import { CHINESE, LATIN, printedText, runsOf } from '../../../../src/io/export/report/fonts.ts';
import { chineseFontPath } from '../../../../tools/lib/analysis/chineseFont.ts';
import { coverageOf, FONT_PATHS } from '../../../../tools/lib/fontCoverage.ts';

const parts = (text: string) => runsOf(text).map(({ font, text: part }) => [font, part]);

describe('the typefaces of a text', () => {
  it('are known as the files have them', () => {
    for (const [name, path] of Object.entries(FONT_PATHS))
      expect(coverageOf(readFileSync(path)), name).toEqual(coverage[name as keyof typeof coverage]);
  });

  it('change only where a character asks for it', () => {
    expect(parts('Case 7, “Grün” – Иванов ≥ 20 %')).toEqual([
      [LATIN, 'Case 7, “Grün” – Иванов ≥ 20 %'],
    ]);
    expect(parts('Rule 本院规则（> 25%）, own')).toEqual([
      [LATIN, 'Rule '],
      [CHINESE, '本院规则（'],
      [LATIN, '> 25%'],
      [CHINESE, '）'],
      [LATIN, ', own'],
    ]);
  });

  it('give quotation marks to what they stand beside', () => {
    expect(parts('“偏低”：Children’s')).toEqual([
      [CHINESE, '“偏低”：'],
      [LATIN, 'Children’s'],
    ]);
    expect(parts('中……')).toEqual([[CHINESE, '中……']]);
  });

  it('take letters with their marks, as some file systems take them apart', () => {
    expect(printedText('Gru\u0308n')).toBe('Grün');
    expect(printedText('a\u200db\ufe0f\u202ec')).toBe('abc');
    expect(printedText('a\tb\u205fc\r\nd')).toBe('a b c\nd');
  });

  it('give the numbers of what none of them has, and how many there are', () => {
    expect(runsOf('حالة 17 😀')).toEqual([
      { font: LATIN, text: '[U+062D U+0627 U+0644 +1] 17 [U+1F600]', unprinted: 5 },
    ]);
    expect(printedText('𠮷田')).toBe('[U+20BB7]田');
    expect(runsOf('\ud83d')[0]?.unprinted).toBe(1);
  });
});

describe('a line that must not break', () => {
  it('is never wider than it is taken to be', () => {
    const fonts = {
      [LATIN]: ['Regular', 'Medium'].map((weight) =>
        create(readFileSync(FONT_PATHS[LATIN]!.replace('Regular', weight))),
      ),
      [CHINESE]: [
        create(readFileSync(FONT_PATHS[CHINESE]!)),
        create(readFileSync(chineseFontPath('NotoSansHans-Bold.otf'))),
      ],
    };
    const wrong: string[] = [];
    for (let code = 0x20; code < 0x3400; code++) {
      const character = String.fromCodePoint(code);
      const [run] = runsOf(character);
      if (!run || run.text !== character) continue;
      for (const font of fonts[run.font]) {
        const width = (font.layout(character).advanceWidth / font.unitsPerEm) * 10;
        if (width > widthAtMost(character, 10) + 1e-6) wrong.push(`${character} ${code}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('is cut at the end, or in the middle where names differ at the end', () => {
    const name = 'a-file-of-the-camera-with-a-long-name-0012.tif';
    expect(fitted('short', 100, 8)).toBe('short');
    expect(fitted(name, 100, 8)).toMatch(/^a-file-of-the-c.*…$/);
    expect(fitted(name, 100, 8, 'middle')).toMatch(/^a-file.*….*0012\.tif$/);
    expect(widthAtMost(fitted(name, 100, 8, 'middle'), 8)).toBeLessThanOrEqual(100);
    expect(fitted(name, 1, 8)).toBe('…');
    const signed = sentenceFitted((by) => `Signed by ${by}, today`, 'N'.repeat(80), 150, 8);
    expect(signed).toMatch(/^Signed by N+…, today$/);
  });
});
