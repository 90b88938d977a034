import { AnnotationError, type ForeignBox, type ForeignImage, type TextFile } from './types.ts';

/**
 * Reads a Pascal VOC file: one picture. Its pixels are counted from 1 and both ends belong to the
 * box (Everingham et al. 2010, VOC2012 development kit), so that 1…width is the whole width.
 * @throws AnnotationError naming file, line and remedy
 */
export function readVoc(file: TextFile): ForeignImage {
  const root = new DOMParser().parseFromString(file.text.replace(/^\ufeff/, ''), 'text/xml');
  const broken = root.querySelector('parsererror');
  if (broken) {
    const line = /line\D*(\d+)|^(\d+):\d+/i.exec(broken.textContent ?? '');
    throw new AnnotationError('annotations.noXml', {
      file: file.name,
      line: Number(line?.[1] ?? line?.[2] ?? 1),
    });
  }
  if (root.documentElement.tagName !== 'annotation')
    throw new AnnotationError('annotations.noVoc', { file: file.name });
  const size = {
    width: numberIn(root, 'size > width'),
    height: numberIn(root, 'size > height'),
  };
  return {
    name: textIn(root, 'filename') || file.name.replace(/\.xml$/i, ''),
    size: size.width > 0 && size.height > 0 ? size : null,
    unit: 'pixels',
    file: file.name,
    boxes: [...root.querySelectorAll('annotation > object')].map((item, index) =>
      readObject(file, item, index),
    ),
  };
}

function readObject(file: TextFile, item: Element, index: number): ForeignBox {
  const className = textIn(item, 'name');
  const [left, top, right, bottom] = ['xmin', 'ymin', 'xmax', 'ymax'].map((edge) =>
    numberIn(item, `bndbox > ${edge}`),
  ) as [number, number, number, number];
  const box = { x: left - 1, y: top - 1, width: right - left + 1, height: bottom - top + 1 };
  if (className === '' || !(box.width > 0 && box.height > 0) || !Number.isFinite(box.x + box.y))
    throw new AnnotationError('annotations.badObject', {
      file: file.name,
      line: lineOfObject(file.text, index),
    });
  return { className, box };
}

const textIn = (from: ParentNode, selector: string): string =>
  from.querySelector(selector)?.textContent?.trim() ?? '';

function numberIn(from: ParentNode, selector: string): number {
  const text = textIn(from, selector);
  return text === '' ? Number.NaN : Number(text);
}

/** Line, from 1, in which the n-th object begins: the browser's own parser does not say. */
function lineOfObject(text: string, index: number): number {
  const starts = [...text.matchAll(/<object[\s>]/g)];
  return text.slice(0, starts[index]?.index ?? 0).split('\n').length;
}
