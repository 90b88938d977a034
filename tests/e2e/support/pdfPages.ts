import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A page of a PDF as pixels. */
export interface PdfPage {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row from the top. */
  readonly data: Uint8ClampedArray;
  /** PNG of the same. */
  readonly png: () => Uint8Array;
}

/** What is used of the canvas that PDF.js brings for Node. */
interface NodeCanvas {
  toBuffer(type: 'image/png'): Uint8Array;
}
interface CanvasMaker {
  create(
    width: number,
    height: number,
  ): {
    canvas: NodeCanvas & HTMLCanvasElement;
    context: CanvasRenderingContext2D;
  };
}

/**
 * Every page of a PDF, rendered by PDF.js.
 * @param scale pixels for one pt
 */
export async function pdfPages(bytes: Uint8Array, scale = 1.5): Promise<PdfPage[]> {
  const document = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
  const maker = document.canvasFactory as CanvasMaker;
  const pages: PdfPage[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale });
    const [width, height] = [Math.round(viewport.width), Math.round(viewport.height)];
    const { canvas, context } = maker.create(width, height);
    await page.render({ canvas, viewport }).promise;
    const { data } = context.getImageData(0, 0, width, height);
    pages.push({ width, height, data, png: () => canvas.toBuffer('image/png') });
  }
  await document.destroy();
  return pages;
}
