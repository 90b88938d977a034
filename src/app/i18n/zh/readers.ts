import type { readers as english } from '../en/readers.ts';
import type { Part } from '../shape.ts';

/** Texts of ground truth and second readers. */
export const readers: Part<typeof english> = {
  readers: {
    title: '标准答案与第二阅片者',
    about: '他人标注的细胞与您自己的并列存放，从不计数，也不改变任何报告；可据此衡量本病例。',
    none: '尚无他人阅读此病例。',
    choose: '选择文件',
    chooseHint:
      'COCO 或结果 JSON（.json）、Pascal VOC（.xml）、YOLO 标注及 classes.txt、细胞表（.csv：file、x、y、width、height、label），或包含这些文件的 .zip。图像按视野的文件名匹配。',
    reading: '正在读取文件',
    kind: '这些细胞是',
    truth: '标准答案',
    reader: '第二阅片者',
    name: '阅片者或来源名称',
    found_other: '找到 {{total}} 个视野中的 {{count}} 个',
    unmatched: '不是本病例的视野：{{names}}',
    outside_other: '{{count}} 个标注框位于视野之外，已略去。',
    crowds_other: '{{count}} 个多细胞区域已略去：它们不是单个细胞的标注框。',
    partly_other: '{{count}} 个文件或图像无法采用：',
    goOn: '略去并继续',
    classes: '各类别在此的含义',
    className: '文件中的类别',
    boxes: '标注框',
    meaning: '在此的含义',
    notUnderstood: '无法识别',
    omit: '略去',
    uncountable: '不可计数细胞',
    unnamed: '未命名的细胞',
    confirm_other: '导入 {{count}} 个细胞',
    cells_other: '{{fields}} 个视野中共 {{count}} 个细胞',
    from: '{{format}}：{{files}}；由 {{by}} 导入',
    remove: '移除 {{name}}',
    imported: '已导入 {{name}} 的细胞。',
  },
};
