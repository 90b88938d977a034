import { say } from '../../domain/text/index.ts';
import { ImageFileError } from './errors.ts';

/**
 * Pixels of a picture with transparency, RGBA, colours not multiplied by alpha. A 2D canvas stores
 * multiplied colours in 8 bits and loses them where alpha is small; a WebGL texture does not.
 * @param bitmap made with `premultiplyAlpha: 'none'`
 * @throws ImageFileError where the browser gives a worker no WebGL, or none of that size
 */
export function readStraightAlpha(
  bitmap: ImageBitmap,
  name: string,
): Uint8ClampedArray<ArrayBuffer> {
  const { width, height } = bitmap;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl || Math.max(width, height) > gl.getParameter(gl.MAX_TEXTURE_SIZE))
    throw new ImageFileError(name, say('image.transparent'), say('image.remedy.noAlpha'));
  try {
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    gl.pixelStorei(gl.UNPACK_COLORSPACE_CONVERSION_WEBGL, gl.NONE);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, bitmap);
    gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    const pixels = new Uint8Array(width * height * 4);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    const fault = gl.getError();
    if (fault !== gl.NO_ERROR)
      throw new ImageFileError(
        name,
        say('image.webglFault', { fault }),
        say('image.remedy.noAlpha'),
      );
    return new Uint8ClampedArray(pixels.buffer);
  } finally {
    gl.getExtension('WEBGL_lose_context')?.loseContext();
  }
}
