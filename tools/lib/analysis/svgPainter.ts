import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import type { Painter } from '../../../src/canvas/paint.ts';
import { CHINESE, CHINESE_FILES, fontFor } from '../../../src/io/export/report/fonts.ts';
import { chineseFontPath } from './chineseFont.ts';

const loaded = new Map<string, Font>();

/** The report's own fonts: text as outlines looks the same whatever fonts the machine has. */
function font(text: string): Font {
  const path =
    fontFor('en', [text]) === CHINESE
      ? chineseFontPath(CHINESE_FILES.bold)
      : createRequire(import.meta.url).resolve('pdfmake/fonts/Roboto/Roboto-Medium.ttf');
  const found = loaded.get(path) ?? create(readFileSync(path));
  loaded.set(path, found);
  return found;
}

const number = (value: number): string => Number(value.toFixed(3)).toString();

/** What the canvas paints, as SVG elements, for where there is no canvas. */
export class SvgPainter implements Painter {
  fillStyle: Painter['fillStyle'] = '#000000';
  strokeStyle: Painter['strokeStyle'] = '#000000';
  lineWidth = 1;
  font = '10px sans-serif';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  globalAlpha = 1;
  readonly #elements: string[] = [];
  #path = '';
  #dash: number[] = [];

  /**
   * All that was painted.
   * @param size of the picture, px
   * @param zoom pixels to a unit
   */
  svg(
    { width, height }: { readonly width: number; readonly height: number },
    zoom: number,
  ): string {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g transform="scale(${number(zoom)})">${this.#elements.join('')}</g></svg>`;
  }

  beginPath(): void {
    this.#path = '';
  }
  moveTo(x: number, y: number): void {
    this.#path += `M${number(x)} ${number(y)}`;
  }
  lineTo(x: number, y: number): void {
    this.#path += `L${number(x)} ${number(y)}`;
  }
  closePath(): void {
    this.#path += 'Z';
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.#path += rectangle(x, y, width, height);
  }
  /** Whole circles only: the marks have no other arc. */
  arc(x: number, y: number, radius: number): void {
    const [left, right, at, r] = [x - radius, x + radius, y, radius].map(number);
    this.#path += `M${left} ${at}A${r} ${r} 0 1 0 ${right} ${at}A${r} ${r} 0 1 0 ${left} ${at}Z`;
  }
  roundRect(x: number, y: number, width: number, height: number, radii?: unknown): void {
    const r = Math.min(Number(radii ?? 0), width / 2, height / 2);
    const arc = `a${number(r)} ${number(r)} 0 0 1`;
    this.#path += `M${number(x + r)} ${number(y)}h${number(width - 2 * r)}${arc} ${number(r)} ${number(r)}v${number(height - 2 * r)}${arc} ${number(-r)} ${number(r)}h${number(2 * r - width)}${arc} ${number(-r)} ${number(-r)}v${number(2 * r - height)}${arc} ${number(r)} ${number(-r)}Z`;
  }
  fill(): void {
    this.#fill(this.#path);
  }
  stroke(): void {
    this.#stroke(this.#path);
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    this.#fill(rectangle(x, y, width, height));
  }
  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#stroke(rectangle(x, y, width, height));
  }
  setLineDash(segments: Iterable<number>): void {
    this.#dash = [...segments];
  }
  measureText(text: string): TextMetrics {
    const { unitsPerEm } = font(text);
    const width = (font(text).layout(text).advanceWidth * this.#fontSize()) / unitsPerEm;
    return { width } as TextMetrics;
  }
  fillText(text: string, x: number, y: number): void {
    const { capHeight, unitsPerEm } = font(text);
    const { glyphs, positions } = font(text).layout(text);
    const scale = this.#fontSize() / unitsPerEm;
    const rise = this.textBaseline === 'middle' ? (capHeight * scale) / 2 : 0;
    let pen = 0;
    const outlines = glyphs.map(({ path }, index) => {
      const { xAdvance, xOffset, yOffset } = positions[index]!;
      const outline = `<path transform="translate(${number(pen + xOffset)} ${number(yOffset)})" d="${path.toSVG()}"/>`;
      pen += xAdvance;
      return outline;
    });
    this.#elements.push(
      `<g fill="${this.fillStyle}" fill-opacity="${this.globalAlpha}" transform="translate(${number(x)} ${number(y + rise)}) scale(${scale} ${-scale})">${outlines.join('')}</g>`,
    );
  }

  #fill(path: string): void {
    this.#elements.push(
      `<path d="${path}" fill="${this.fillStyle}" fill-opacity="${this.globalAlpha}"/>`,
    );
  }
  #stroke(path: string): void {
    const dash = this.#dash.length > 0 ? ` stroke-dasharray="${this.#dash.join(' ')}"` : '';
    this.#elements.push(
      `<path d="${path}" fill="none" stroke="${this.strokeStyle}" stroke-opacity="${this.globalAlpha}" stroke-width="${this.lineWidth}"${dash}/>`,
    );
  }
  #fontSize(): number {
    return Number(/([\d.]+)px/.exec(this.font)?.[1] ?? 10);
  }
}

const rectangle = (x: number, y: number, width: number, height: number): string =>
  `M${number(x)} ${number(y)}h${number(width)}v${number(height)}h${number(-width)}Z`;
