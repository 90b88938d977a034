import { parseXml, type XmlElement, XmlError, type XmlNode } from '@rgrove/parse-xml';
import { lastPartOf } from '../pictureNames.ts';
import { AnnotationError, type ForeignBox, type ForeignImage, type TextFile } from './types.ts';

/**
 * Reads a Pascal VOC file: one picture. Its pixels are counted from 1 and both ends belong to the
 * box (Everingham et al. 2010, VOC2012 development kit), so that 1…width is the whole width.
 * Objects marked `difficult` or `truncated` are cells as others are: those marks excuse a detector in
 * the challenge, and a cell that is hard to tell or cut by the edge is counted all the same. A
 * `part` of an object is none of its own. Entities that a document declares are not resolved.
 * @throws AnnotationError naming file, line and remedy
 */
export function readVoc(file: TextFile): ForeignImage {
  const root = rootOf(file);
  if (root?.name !== 'annotation')
    throw new AnnotationError('annotations.noVoc', { file: file.name });
  const size = {
    width: numberAt(root, 'size', 'width'),
    height: numberAt(root, 'size', 'height'),
  };
  const ownName = file.name.replace(/\.xml$/i, '');
  const given = textAt(root, 'filename');
  return {
    name: given || ownName,
    ...(given ? { otherName: lastPartOf(ownName) } : {}),
    size: size.width > 0 && size.height > 0 ? size : null,
    unit: 'pixels',
    file: file.name,
    boxes: childrenOf(root, 'object').map((item) => readObject(file, item)),
  };
}

function rootOf({ name, text }: TextFile): XmlElement | null {
  try {
    return parseXml(text, { includeOffsets: true }).root;
  } catch (error) {
    // Elements nested without end overflow the parser's stack: that file is no annotation either.
    const line = error instanceof XmlError ? error.line : 1;
    throw new AnnotationError('annotations.noXml', { file: name, line }, error);
  }
}

function readObject(file: TextFile, item: XmlElement): ForeignBox {
  const className = textAt(item, 'name');
  const [left, top, right, bottom] = ['xmin', 'ymin', 'xmax', 'ymax'].map((edge) =>
    numberAt(item, 'bndbox', edge),
  ) as [number, number, number, number];
  const box = { x: left - 1, y: top - 1, width: right - left + 1, height: bottom - top + 1 };
  if (className === '' || !(box.width > 0 && box.height > 0) || !Number.isFinite(box.x + box.y))
    throw new AnnotationError('annotations.badObject', {
      file: file.name,
      line: file.text.slice(0, item.start).split('\n').length,
    });
  return { className, box };
}

const isNamed = (node: XmlNode, name: string): node is XmlElement =>
  node.type === 'element' && (node as XmlElement).name === name;

/** The elements of a name directly in another one, not in any deeper part of it. */
const childrenOf = (from: XmlElement, name: string): XmlElement[] =>
  from.children.filter((node) => isNamed(node, name));

/** The text of the first element down a way of names; empty where there is none. */
function textAt(from: XmlElement, ...way: readonly string[]): string {
  let at: XmlElement | undefined = from;
  for (const name of way) at = at && childrenOf(at, name)[0];
  return at?.text.trim() ?? '';
}

function numberAt(from: XmlElement, ...way: readonly string[]): number {
  const text = textAt(from, ...way);
  return text === '' ? Number.NaN : Number(text);
}
