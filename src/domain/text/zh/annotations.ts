import type { annotations as english } from '../en/annotations.ts';
import type { Translated } from '../phrase.ts';

export const annotations: Translated<typeof english> = {
  'annotations.nothing': ({ files }) =>
    `${files}：其中没有标注框文件。请选择 COCO 或结果 JSON（.json）、Pascal VOC（.xml）、YOLO 标注及其 classes.txt、细胞表（.csv），或包含这些文件的 .zip。`,
  'annotations.mixed': ({ files }) =>
    `${files}：这些文件属于不同格式。请只选择一份标注的文件：若干 .json，或若干 .xml，或若干 .csv，或若干 .txt 及 classes.txt。`,
  'annotations.noZip': ({ file }) =>
    `${file} 无法解压，或其中不只有标注框。请仅将标注文件打包为 .zip。`,
  'annotations.encoding': ({ file }) =>
    `${file} 的编码不是 UTF-8，也不是带标记的 UTF-16，其中的名称无法读取。请以 UTF-8 编码重新保存。`,
  'annotations.noJson': ({ file, line }) =>
    `${file} 第 ${line} 行：不是 JSON，或文件不完整。请重新导出。`,
  'annotations.unknownJson': ({ file }) =>
    `${file} 既不是 COCO 文件（含 images、annotations 和 categories），也不是本工作站的 result.json。请导出为 COCO 检测格式。`,
  'annotations.badJson': ({ file, where }) =>
    `${file} 的 ${where} 处：内容缺失，或与 COCO 格式不符。请重新导出为 COCO 检测格式：每幅图像有 id 和 file_name，每个类别有 id 和 name，bbox 依次为 x、y、width、height 四个数，后两个大于 0。`,
  'annotations.badResult': ({ file, where }) =>
    `${file} 的 ${where} 处：内容缺失，或与本工作站的 result.json 不符。请从工作站重新导出。`,
  'annotations.noImage': ({ file, where, id }) =>
    `${file} 的 ${where} 处：image_id ${id} 不在其 images 中。请连同全部图像重新导出。`,
  'annotations.noCategory': ({ file, where, id }) =>
    `${file} 的 ${where} 处：category_id ${id} 不在其 categories 中。请连同全部类别重新导出。`,
  'annotations.sameId': ({ file, list, id, name, other }) =>
    `${file}：${list} 中的 id ${id} 同时表示 ${name} 和 ${other}。请重新导出，使各项 id 互不相同。`,
  'annotations.noClasses': ({ file }) =>
    `${file} 等文件只给出类别编号。请加上类别名称文件 classes.txt，按编号顺序每行一个类别；若名称在 data.yaml 的 names 中，请从中复制。`,
  'annotations.classesDiffer': ({ file, classes, other }) =>
    `${file}：${classes} 与 ${other} 给出的类别名称不同，无法判断以哪个为准。请在标注所在文件夹中只保留与之配套的一个。`,
  'annotations.noLabels': ({ file }) =>
    `${file} 给出了类别名称，但没有选择标注文件。请加上含标注框的 .txt 文件。`,
  'annotations.badLine': ({ file, line, text }) =>
    `${file} 第 ${line} 行：“${text}”不是“类别 x y 宽 高”，也不是类别及其轮廓的顶点。请更正该行或重新导出文件。`,
  'annotations.notShares': ({ file, line }) =>
    `${file} 第 ${line} 行：标注框超出图像。YOLO 的中心和大小是 0 到 1 的比例，而不是像素：请重新导出文件。`,
  'annotations.noClass': ({ file, line, id, classes }) =>
    `${file} 第 ${line} 行：类别 ${id} 在 ${classes} 中没有名称（其首行为类别 0）。请选择与这些标注配套的类别文件。`,
  'annotations.noXml': ({ file, line }) =>
    `${file} 第 ${line} 行：XML 格式不正确。请重新导出为 Pascal VOC。`,
  'annotations.noVoc': ({ file }) =>
    `${file} 是 XML，但不是 Pascal VOC 标注：首个元素必须是 <annotation>。请重新导出为 Pascal VOC。`,
  'annotations.badObject': ({ file, line }) =>
    `${file} 第 ${line} 行：该对象缺少名称或完整的 bndbox（xmin、ymin、xmax、ymax）。请更正或重新导出文件。`,
  'annotations.otherSize': ({ file, field, size, expected }) =>
    `${file}：其标注框对应的图像为 ${size}，而视野 ${field} 为 ${expected}。请按视野的大小导出标注。`,
  'annotations.sameName': ({ file, name, fields }) =>
    `${file}：${name} 可能是视野 ${fields} 中的任何一个。请重命名图像，使各自名称不同。`,
  'annotations.twice': ({ file, field, other }) =>
    `${file}：视野 ${field} 的标注框已取自 ${other}。每个视野请只选择一个文件。`,
  'annotations.noneMatches': ({ files, fields }) =>
    `${files}：其中的图像都不是本病例的视野。本病例的视野为 ${fields}；图像的文件名须与视野相同。`,
  'annotations.noColumns': ({ file, columns }) =>
    `${file} 第 1 行：缺少列 ${columns}。首行须列出 file、x、y、width、height 和 label；其后可有 countable 和 patient。`,
  'annotations.badQuotes': ({ file, line }) =>
    `${file} 第 ${line} 行：引号没有成对，或出现在文字中间。请补全或写成两个引号。`,
  'annotations.noFileName': ({ file, line }) =>
    `${file} 第 ${line} 行：file 列为空。请写明细胞所在的图像。`,
  'annotations.badNumber': ({ file, line, column, text }) =>
    `${file} 第 ${line} 行：${column} 为“${text}”。须为像素数，width 和 height 须大于 0。请更正该行。`,
  'annotations.badCountable': ({ file, line, text }) =>
    `${file} 第 ${line} 行：countable 为“${text}”。请写 true 或 false，留空表示 true。`,
  'annotations.noPictures': ({ files }) =>
    `没有选择图像（${files}）。请选择同时含有图像及其标注的文件夹，或一并选中两者。`,
  'annotations.noneInSet': ({ files, pictures }) =>
    `${files}：其中的图像都不在数据集中；数据集含有 ${pictures} 等。请使图像的文件名与标准答案中的一致。`,
  'annotations.pages': ({ file }) =>
    `${file} 含有多页，无法判断标准答案对应哪一页。请将每页另存为单独的图像。`,
};
