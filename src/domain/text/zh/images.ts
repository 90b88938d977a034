import type { images as english } from '../en/images.ts';
import type { Translated } from '../phrase.ts';

/** What can be wrong with a picture file: `image.*` follow the file's name, `image.remedy.*` help. */
export const images: Translated<typeof english> = {
  'image.file': ({ file, problem, remedy }) => `${file} ${problem}${remedy}`,
  'image.notOpened': ({ file, reason }) =>
    `${file} 无法打开（${reason}）。请检查路径，以及该文件是否允许读取。`,
  'image.sameAs': ({ file, first }) =>
    `${file} 与 ${first} 是同一图像：其细胞只计一次。请去掉其中一个。`,
  'image.unnamed': ({ problem, remedy }) => `该文件${problem}${remedy}`,
  'image.empty': () => '是空文件（0 字节）。',
  'image.tooManyBytes': ({ size, limit }) => `过大：${size} MiB，上限为 ${limit} MiB。`,
  'image.noPixels': () => '中的图像没有像素。',
  'image.tooManyPixels': ({ width, height, side, megapixels }) =>
    `过大：${width} × ${height} 像素。上限为每边 ${side} 像素、共 ${megapixels} 百万像素。`,
  'image.tooManyPages': ({ pages, limit }) => `页数过多：${pages} 页，上限为 ${limit} 页。`,
  'image.pagesTooLarge': ({ megapixels, limit }) =>
    `过大：各页合计 ${megapixels} 百万像素，上限为 ${limit}。`,
  'image.readerStopped': () => '无法读取：读取程序中止，可能是内存不足。',
  'image.noPicture': () => '不是可读取的图像。',
  'image.truncated': () => '已损坏或不完整：缺少部分图像。',
  'image.transparent': () => '含透明像素，本浏览器无法准确读取其颜色。',
  'image.webglFault': ({ fault }) => `无法准确读取（WebGL 错误 ${fault}）。`,
  'image.noCanvas': ({ width, height }) =>
    `无法读取：浏览器不能提供 ${width} × ${height} 像素的画布。`,
  'image.tiffPreview': () => '是不含完整图像的 TIFF。',
  'image.tiffSamplesOfReader': () => '是 TIFF，但读取程序给出的采样类型异常。',
  'image.tiffCompression': ({ method }) => `是以 ${method} 压缩的 TIFF，无法读取。`,
  'image.tiffMethod': ({ number }) => `方法 ${number}`,
  'image.tiffKind': ({ kind }) => `是${kind}的 TIFF，无法读取。`,
  'image.tiffKind.colourSpace': () => '采用特殊色彩空间（如 CMYK 或 CIELab）',
  'image.tiffKind.ycbcr': () => '采用 YCbCr 而非 JPEG 压缩',
  'image.tiffKind.fewSamples': () => '采样数少于颜色所需',
  'image.tiffKind.floatingPoint': () => '采用浮点采样',
  'image.tiffKind.bits': ({ bits }) => `采用 ${bits} 位采样`,
  'image.tiffKind.predictor': () => '采用大端序 16 位采样并带预测器',
  'image.tiffKind.palette': () => '采用调色板颜色但调色板不全',
  'image.bmpKind': () => '是命令行不支持的 BMP 类型。',
  'image.remedy.copyAgain': () => '请从显微镜重新复制或导出。',
  'image.remedy.checkTransfer': () => '请从显微镜重新复制或导出，并确认传输完成。',
  'image.remedy.exportAgain': () => '请重新导出。',
  'image.remedy.exportFields': () => '请导出单个视野，而非整张玻片。',
  'image.remedy.split': () => '请拆分为多个文件。',
  'image.remedy.smaller': () => '请关闭其他标签页或选择较小的文件，然后重试。',
  'image.remedy.closeTabs': () => '请关闭其他标签页后重试。',
  'image.remedy.choose': () => '请选择 PNG、JPEG、BMP、WebP 或 TIFF 文件。',
  'image.remedy.logo': () => '请选择 PNG、JPEG、WebP 或 SVG 文件。',
  'image.remedy.noAlpha': () => '请存为不含透明度（无 alpha 通道）的图像。',
  'image.remedy.fieldItself': () => '请导出视野本身，而非其预览图。',
  'image.remedy.compression': () => '请以不压缩或 LZW、deflate、PackBits、zstd、JPEG 方式导出。',
  'image.remedy.greyOrRgb': () => '请导出为 8 位或 16 位灰度或 RGB。',
  'image.remedy.plainBmp': () => '请存为 PNG，或未压缩的 24 位 BMP。',
};
